import { addMonths, localDate } from '../../../platform/local-time.ts';
import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { ConfigurationAudit, ConfigurationAuditLine } from '../../../prisma/generated/client.ts';
import type {
  addFinding,
  closeAudit,
  correctAuditLine,
  getAudit,
  judgeAuditLine,
  LINE_STATES,
  listAudits,
  startAudit,
} from '../../contract/configuration-audits.ts';
import { audit } from '../audit/audit.ts';
import { json } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { correctFinding } from './finding.ts';
import { namesOf, readPlan } from './plan.ts';
import { mayAudit, mayEditItems, mayListItems, mayRecheck, maySeeItem } from './policy.ts';
import { presentLine } from './present.ts';
import { LINE, lineWords, type Readers } from './read.ts';

type State = (typeof LINE_STATES)[number];
type Counts = Record<State, number>;
const NONE: Counts = { waiting: 0, right: 0, deviation: 0, corrected: 0, settled: 0 };
const isDone = (counts: Counts) => counts.waiting + counts.deviation + counts.corrected === 0;

async function find(tx: Tx, auditId: string, user: User): Promise<ConfigurationAudit> {
  const found = await tx.configurationAudit.findUnique({ where: { id: auditId } });
  if (!found || !maySeeItem(user, found)) throw new Problem('not-found', `No audit ${auditId}`);
  return found;
}
/** Locked: verdicts on one audit and its closing come one after another. */
async function lockOpen(tx: Tx, auditId: string, user: User): Promise<ConfigurationAudit> {
  await tx.$queryRaw`SELECT 1 FROM configuration_audit WHERE id = ${auditId}::uuid FOR UPDATE`;
  const found = await find(tx, auditId, user);
  if (found.closedAt) throw new Problem('state-conflict', 'The audit is closed');
  return found;
}
async function lineOf(tx: Tx, { auditId, lineId, version }: { auditId: string; lineId: string; version: number }): Promise<ConfigurationAuditLine> {
  const line = await tx.configurationAuditLine.findFirst({ where: { id: lineId, auditId } });
  if (!line) throw new Problem('not-found', `No line ${lineId}`);
  if (line.version !== version) throw new Problem('state-conflict', `Version is ${line.version}`);
  return line;
}
async function countsOf(tx: Tx, auditIds: string[]): Promise<(id: string) => Counts> {
  const rows = await tx.configurationAuditLine.groupBy({ by: ['auditId', 'state'], where: { auditId: { in: auditIds } }, _count: true });
  return id => ({ ...NONE, ...Object.fromEntries(rows.filter(row => row.auditId === id).map(row => [row.state, row._count])) });
}
const present = (it: ConfigurationAudit, counts: Counts, names: (id: string) => string, user: User) => {
  const acts = it.closedAt === null && mayAudit(user, it.agencyId);
  return {
    id: it.id,
    title: it.title,
    reason: it.reason as 'yearly',
    changeCode: it.changeCode,
    auditor: names(it.auditorId),
    startedAt: it.startedAt.toISOString(),
    closedAt: it.closedAt?.toISOString() ?? null,
    conclusion: it.conclusion,
    counts,
    may: acts ? [...(isDone(counts) ? (['close'] as const) : []), 'add' as const] : [],
  };
};

/** P6.5: what audits there are, and when the next is due. */
function makeAuditReads(deps: Readers) {
  const { db, now } = deps;

  const list: UseCase<typeof listAudits> = async ({ agency }, { user }) => {
    const agencyId = agency ?? user.agencyId;
    if (!agencyId || !mayListItems(user) || !maySeeItem(user, { agencyId })) throw new Problem('not-permitted', 'Audits of one’s own agency');
    const rows = await db.configurationAudit.findMany({ where: { agencyId }, orderBy: { startedAt: 'desc' }, take: 100 });
    const [counts, names] = [
      await countsOf(
        db,
        rows.map(it => it.id),
      ),
      await namesOf(
        db,
        rows.map(it => it.auditorId),
      ),
    ];
    const alive = { agencyId, status: { not: 'retired' } };
    const [items, withoutOwner, withoutService, first] = [
      await db.configurationItem.count({ where: alive }),
      await db.configurationItem.count({ where: { ...alive, owner: null } }),
      await db.configurationItem.count({ where: { ...alive, services: { none: {} } } }),
      await db.configurationItem.findFirst({ where: { agencyId }, orderBy: { registeredAt: 'asc' }, select: { registeredAt: true } }),
    ];
    const openDeviations = await db.configurationAuditLine.count({ where: { audit: { agencyId }, state: { in: ['deviation', 'corrected'] } } });
    const today = localDate(now());
    const { auditMonths } = await readPlan(db, agencyId, today);
    const since = rows.find(it => it.closedAt)?.closedAt ?? first?.registeredAt;
    const dueOn = since ? addMonths(localDate(since), auditMonths) : null;
    return {
      audits: rows.map(it => present(it, counts(it.id), names, user)),
      dueOn,
      overdue: dueOn !== null && dueOn < today && !rows.some(it => it.closedAt === null),
      mayStart: mayAudit(user, agencyId),
      measures: { items, withoutOwner, withoutService, openDeviations },
    };
  };

  const get: UseCase<typeof getAudit> = async ({ auditId }, { user }) => {
    const it = await find(db, auditId, user);
    const lines = await db.configurationAuditLine.findMany({ where: { auditId }, orderBy: { position: 'asc' }, include: { item: { include: LINE } } });
    const names = await namesOf(db, [it.auditorId, ...lines.map(line => line.correctedBy)]);
    const words = await lineWords(deps);
    const counts = (await countsOf(db, [auditId]))(auditId);
    return {
      ...present(it, counts, names, user),
      lines: lines.map(line => ({
        id: line.id,
        state: line.state as State,
        item: line.item && presentLine(line.item, words),
        kind: line.kind as 'differs' | null,
        finding: line.finding,
        caseCode: line.caseCode,
        correction: line.correction,
        correctedBy: line.correctedBy && names(line.correctedBy),
        version: line.version,
        may: it.closedAt === null ? actsOn(line, it.agencyId, user) : [],
      })),
    };
  };

  return { list, get };
}

/** P6.5: to begin and to end an audit, and to add what nobody had registered. */
function makeAuditRuns({ db, now, newId }: Readers) {
  const start: UseCase<typeof startAudit> = async ({ title, reason, changeCode, scope }, { user, once }) => {
    const { agencyId } = user;
    if (!agencyId || !mayAudit(user, agencyId)) throw new Problem('not-permitted', 'The holder audits its items');
    return once(async tx => {
      const within = {
        agencyId,
        status: { not: 'retired' },
        ...(scope.types.length > 0 && { type: { in: scope.types } }),
        ...(scope.services.length > 0 && { services: { some: { serviceId: { in: scope.services } } } }),
      };
      const items = await tx.configurationItem.findMany({ where: within, orderBy: { identifier: 'asc' }, select: { id: true } });
      if (items.length === 0) throw new Problem('invalid-form', 'There is nothing in this scope', [{ path: 'scope', code: 'empty' }]);
      const [id, at] = [newId(), now()];
      await tx.configurationAudit.create({ data: { id, agencyId, title, reason, changeCode, scope: json(scope), auditorId: user.id, startedAt: at } });
      await tx.configurationAuditLine.createMany({ data: items.map((it, position) => ({ id: newId(), auditId: id, position, itemId: it.id })) });
      await audit(tx, { who: user.id, did: 'configuration.audit', at, data: { auditId: id, items: items.length } });
      return { id, items: items.length };
    });
  };

  const add: UseCase<typeof addFinding> = async ({ auditId, finding }, { user, once }) => {
    await find(db, auditId, user);
    return once(async tx => {
      const { agencyId } = await lockOpen(tx, auditId, user);
      if (!mayAudit(user, agencyId)) throw new Problem('not-permitted', 'The holder audits its items');
      const [id, at] = [newId(), now()];
      const position = await tx.configurationAuditLine.count({ where: { auditId } });
      await tx.configurationAuditLine.create({
        data: { id, auditId, position, state: 'deviation', kind: 'unregistered', finding, foundBy: user.id, foundAt: at },
      });
      await audit(tx, { who: user.id, did: 'configuration.judge', at, data: { auditId, lineId: id, state: 'deviation' } });
      return { id };
    });
  };

  const close: UseCase<typeof closeAudit> = async ({ auditId, conclusion }, { user, once }) => {
    await find(db, auditId, user);
    return once(async tx => {
      const { agencyId } = await lockOpen(tx, auditId, user);
      if (!mayAudit(user, agencyId)) throw new Problem('not-permitted', 'The holder audits its items');
      if (!isDone((await countsOf(tx, [auditId]))(auditId))) throw new Problem('state-conflict', 'Some lines are not judged, or deviate still');
      const at = now();
      await tx.configurationAudit.update({ where: { id: auditId }, data: { closedAt: at, conclusion } });
      await audit(tx, { who: user.id, did: 'configuration.audited', at, data: { auditId } });
      return { closedAt: at.toISOString() };
    });
  };

  return { start, add, close };
}

/** P6.5, P6.6: what is found of an item, its correction, its recheck. */
function makeVerdicts({ db, now }: Readers) {
  const judge: UseCase<typeof judgeAuditLine> = async ({ auditId, lineId, verdict, version }, { user, once }) => {
    await find(db, auditId, user);
    return once(async tx => {
      const { agencyId } = await lockOpen(tx, auditId, user);
      const line = await lineOf(tx, { auditId, lineId, version });
      const may = actsOn(line, agencyId, user);
      if (!may.includes('judge') && !may.includes('recheck')) throw new Problem('not-permitted', 'Auditors judge; whoever corrected does not recheck');
      const at = now();
      const recheck = line.state === 'corrected';
      const state: State = verdict.state === 'deviation' ? 'deviation' : recheck ? 'settled' : 'right';
      if (verdict.state === 'deviation' && verdict.caseCode && !(await tx.case.findUnique({ where: { code: verdict.caseCode }, select: { id: true } })))
        throw new Problem('invalid-form', 'There is no such case', [{ path: 'caseCode', code: 'no-such-case' }]);
      await tx.configurationAuditLine.update({
        where: { id: lineId },
        data: {
          state,
          version: { increment: 1 },
          ...(recheck && { recheckedBy: user.id, recheckedAt: at }),
          ...(verdict.state === 'deviation' && { kind: verdict.kind, finding: verdict.finding, caseCode: verdict.caseCode, foundBy: user.id, foundAt: at }),
        },
      });
      await audit(tx, { who: user.id, did: 'configuration.judge', at, data: { auditId, lineId, state } });
      return { state, version: version + 1 };
    });
  };

  const correct: UseCase<typeof correctAuditLine> = async ({ auditId, lineId, correction, version }, { user, once }) => {
    await find(db, auditId, user);
    return once(async tx => {
      const { agencyId } = await lockOpen(tx, auditId, user);
      const line = await lineOf(tx, { auditId, lineId, version });
      if (!mayEditItems(user, agencyId)) throw new Problem('not-permitted', 'Level 2 and the holder correct');
      const at = now();
      await correctFinding(tx, { lineId, itemId: line.itemId, correction, by: user.id, at });
      await audit(tx, { who: user.id, did: 'configuration.correct', at, data: { auditId, lineId } });
      return { state: 'corrected' as const, version: version + 1 };
    });
  };

  return { judge, correct };
}

/** P6.5 and P6.6: audits as runs, their findings, corrections and rechecks. */
export const makeConfigurationAudits = (deps: Readers) => ({ ...makeAuditReads(deps), ...makeAuditRuns(deps), ...makeVerdicts(deps) });

/** What a person may do with a line as it stands. */
function actsOn(line: Pick<ConfigurationAuditLine, 'state' | 'correctedBy'>, agencyId: string, user: User): ('judge' | 'correct' | 'recheck')[] {
  return [
    ...(['waiting', 'right'].includes(line.state) && mayAudit(user, agencyId) ? (['judge'] as const) : []),
    ...(line.state === 'deviation' && mayEditItems(user, agencyId) ? (['correct'] as const) : []),
    ...(line.state === 'corrected' && mayRecheck(user, { agencyId, correctedBy: line.correctedBy }) ? (['recheck'] as const) : []),
  ];
}
