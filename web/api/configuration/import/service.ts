import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import multer from 'multer';
import { localDate } from '../../../../platform/local-time.ts';
import type { Db, Tx } from '../../../../platform/database.ts';
import { Problem } from '../../../../platform/problem.ts';
import { servicesOf as allServices, type Process } from '../../../../processes/load.ts';
import type { importItems, listImports, previewImport } from '../../../contract/configuration-import.ts';
import { FAULTS_MOST } from '../../../contract/configuration-import.ts';
import type { ItemStatus } from '../../../contract/configuration.ts';
import { audit } from '../../audit/audit.ts';
import { refusalOf, safeName } from '../../documents/uploads.ts';
import type { UseCase } from '../../http/bind.ts';
import type { ItemDeps } from '../items.ts';
import { lockConfiguration, namesOf, readPlan } from '../plan.ts';
import { mayEditItems, mayListItems } from '../policy.ts';
import { contentOf, WITH_LINKS } from '../write.ts';
import { plain, type Meaning } from './columns.ts';
import { convert, type KnownService } from './convert.ts';
import { writeJudged } from './insert.ts';
import { judge, type Existing } from './judge.ts';
import { MOST_BYTES, readTable, UnreadableFile, type Table } from './read.ts';

type Received = { bytes: Buffer; fileName: string };
const LISTED = 20;

/** Takes the field "file" of a multipart request into memory; it is small and read at once. */
async function receive(req: Request, res: Response): Promise<Received> {
  const take = multer({ storage: multer.memoryStorage(), limits: { fileSize: MOST_BYTES, files: 1, fields: 5, parts: 10 }, defParamCharset: 'utf8' }).single(
    'file',
  );
  await new Promise<void>((resolve, reject) => take(req, res, (error: unknown) => (error ? reject(refusalOf(error, MOST_BYTES)) : resolve())));
  if (!req.file) throw new Problem('invalid-request', 'The field "file" is missing', [{ path: 'file', code: 'required' }]);
  return { bytes: req.file.buffer, fileName: safeName(req.file.originalname) };
}

/** Items from a file: first what it would do and every fault by line and column, then all of it or nothing. */
export function makeImports(deps: ItemDeps) {
  const { db, now, newId, processes } = deps;

  /** What the file would do now. @throws Problem invalid-form when it cannot be read at all */
  async function look(tx: Tx | Db, agencyId: string, bytes: Buffer, table: Table) {
    const plan = await readPlan(tx, agencyId, localDate(now()));
    const services = knownServices(processes);
    const { items, meanings } = convert(table, plan, services);
    const existing = await readExisting(tx);
    const given = new Set(meanings.flatMap(({ meaning }) => fieldOf(meaning)));
    const judged = judge(items, { agencyId, plan, services: new Set(services.map(it => it.id)), existing, given });
    return { ...judged, meanings, existing, seen: seenOf(bytes, judged.rows) };
  }

  const preview: UseCase<typeof previewImport> = async (_input, { user, req, res }) => {
    const agencyId = agencyOf(user);
    const { bytes } = await receive(req, res);
    const { rows, circles, meanings, seen } = await look(db, agencyId, bytes, readOrRefuse(bytes));
    const faults = rows.flatMap(it => it.faults);
    const count = (verdict: string) => rows.filter(it => it.verdict === verdict).length;
    return {
      rows: rows.length,
      added: count('add'),
      changed: count('change'),
      unchanged: count('same'),
      faulty: count('faulty'),
      columns: meanings.map(({ name, meaning }) => ({ name, meaning: nameOf(meaning) })),
      faultCount: faults.length,
      faults: faults.slice(0, FAULTS_MOST).map(it => ({ ...it, also: it.also ?? null })),
      circles,
      seen,
    };
  };

  const run: UseCase<typeof importItems> = async ({ seen, leave }, { user, once, req, res }) => {
    const agencyId = agencyOf(user);
    const { bytes, fileName } = await receive(req, res);
    const table = readOrRefuse(bytes);
    return once(async tx => {
      await lockConfiguration(tx, agencyId);
      const found = await look(tx, agencyId, bytes, table);
      if (found.seen !== seen) throw new Problem('state-conflict', 'It would do something else than what was shown');
      const faulty = found.rows.filter(it => it.verdict === 'faulty');
      if (faulty.length > 0 && !leave)
        throw new Problem('invalid-form', 'Some rows have faults: nothing was taken in', [
          { path: 'file', code: 'faulty-rows', message: String(faulty.length) },
        ]);
      const at = now();
      const ids = new Map([...found.existing].map(([identifier, it]) => [identifier, it.id]));
      await writeJudged(tx, found.rows, { ids, agencyId, newId, by: user.id, at, why: fileName });
      const count = (verdict: string) => found.rows.filter(it => it.verdict === verdict).length;
      const sum = { added: count('add'), changed: count('change'), unchanged: count('same'), leftOut: faulty.length };
      const id = newId();
      await tx.configurationImport.create({ data: { id, agencyId, fileName, sha256: sha256(bytes), ...sum, by: user.id, at } });
      await audit(tx, { who: user.id, did: 'configuration.import', at, data: { importId: id, ...sum } });
      return { id, ...sum };
    });
  };

  const list: UseCase<typeof listImports> = async (_input, { user }) => {
    if (!mayListItems(user) || !user.agencyId) throw new Problem('not-permitted', 'Imports of one’s own agency');
    const rows = await db.configurationImport.findMany({ where: { agencyId: user.agencyId }, orderBy: { at: 'desc' }, take: LISTED });
    const names = await namesOf(
      db,
      rows.map(row => row.by),
    );
    return {
      imports: rows.map(({ id, fileName, added, changed, unchanged, leftOut, by, at }) => ({
        id,
        fileName,
        added,
        changed,
        unchanged,
        leftOut,
        by: names(by),
        at: at.toISOString(),
      })),
    };
  };

  return { preview, run, list };
}

function agencyOf(user: Parameters<typeof mayEditItems>[0]): string {
  if (!user.agencyId || !mayEditItems(user, user.agencyId)) throw new Problem('not-permitted', 'Level 2 and the holder take items in for their agency');
  return user.agencyId;
}

function readOrRefuse(bytes: Buffer) {
  try {
    return readTable(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new Problem('invalid-form', `The file cannot be read: ${error.code}`, [
      { path: 'file', code: error.code, ...(error.line !== null && { message: String(error.line) }) },
    ]);
  }
}

const knownServices = (processes: Process[]): KnownService[] =>
  allServices(processes).map(({ id, description: { title, code } }) => ({ id, names: [plain(title.lv), plain(title.en), plain(code)] }));

async function readExisting(tx: Tx | Db): Promise<Map<string, Existing>> {
  const rows = await tx.configurationItem.findMany({ include: WITH_LINKS });
  return new Map(
    rows.map(row => [row.identifier.toLowerCase(), { id: row.id, agencyId: row.agencyId, status: row.status as ItemStatus, content: contentOf(row) }]),
  );
}

const fieldOf = (it: Meaning | null): string[] => (it === null ? [] : 'field' in it ? [it.field] : 'relation' in it ? ['relations'] : ['attributes']);
const nameOf = (it: Meaning | null): string | null =>
  it === null ? null : 'field' in it ? it.field : 'relation' in it ? `relation.${it.relation}` : `attr.${it.attribute}`;
const sha256 = (it: Buffer | string) => createHash('sha256').update(it).digest('hex');
/** What was shown, in one word: the file, and what would become of each row. */
const seenOf = (bytes: Buffer, rows: { verdict: string }[]) => sha256(sha256(bytes) + rows.map(it => it.verdict[0]).join(''));
