import { Problem } from '../../../platform/problem.ts';
import { audit } from '../audit/audit.ts';
import type { Context } from '../http/bind.ts';
import { mergedInto } from '../links/link.ts';
import type { Access } from './access.ts';
import type { CaseDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import type { Models } from './models.ts';
import { maySeeDiagram, maySeeInternal, maySeeLooks } from './policy.ts';
import type { PartLooks } from './part-looks.ts';
import { presentEvent } from './present.ts';

type Id = { caseId: string };

/** What happened, where the token stands, and who looked. */
export function makeHistory(
  { db, now, processes }: Pick<CaseDeps, 'db' | 'now' | 'processes'>,
  { access, models, directory, looked }: { access: Access; models: Models; directory: Directory; looked: PartLooks },
) {
  async function namesOf(ids: (string | null)[]): Promise<Map<string, { name: string; agencyId: string | null }>> {
    const accounts = await db.userAccount.findMany({
      where: { id: { in: [...new Set(ids.filter(id => id !== null))] } },
      select: { id: true, name: true, agencyId: true },
    });
    return new Map(accounts.map(it => [it.id, it]));
  }

  async function diagramOf(processId: string, version: number): Promise<string> {
    const row = await db.processVersion.findUnique({ where: { processId_version: { processId, version } }, select: { bpmn: true } });
    return row?.bpmn ?? processes.find(it => it.id === processId)?.bpmn ?? '';
  }

  return {
    async timeline({ caseId }: Id, { user }: Context) {
      const found = await access.find(caseId, user);
      await looked(user, found, 'timeline');
      const inside = maySeeInternal(user, found);
      const merged = await mergedInto(db, caseId);
      const ofDuplicates = { caseId: { in: [...merged.keys()] }, OR: [{ name: { startsWith: 'document-' } }, { name: { startsWith: 'original-' } }] };
      const where = { OR: [{ caseId }, ...(merged.size > 0 ? [ofDuplicates] : [])], ...(inside ? {} : { public: true }) };
      const rows = await db.caseEvent.findMany({ where, orderBy: { id: 'asc' } });
      const names = await namesOf(rows.map(row => row.actor));
      // a client hears "VSAA" or "KAC", not a colleague's name, unless it is their own
      const nameFor = (id: string) => (inside || id === user.id ? (names.get(id)?.name ?? null) : null);
      return { entries: rows.map(row => presentEvent(row, nameFor, merged.get(row.caseId))) };
    },

    async diagram({ caseId }: Id, { user }: Context) {
      const found = await access.find(caseId, user);
      if (!maySeeDiagram(user, found)) throw new Problem('not-permitted', 'The diagram is for staff');
      const [runs, timings, incidents] = await Promise.all([
        db.processRun.findMany({ where: { caseId }, orderBy: { startedAt: 'asc' } }),
        db.elementTiming.findMany({ where: { caseId }, select: { runKey: true, elementId: true, state: true } }),
        db.engineIncident.findMany({ where: { caseId, resolvedAt: null }, select: { processId: true, elementId: true } }),
      ]);
      const idsOf = (runKey: string, state: string) => [...new Set(timings.filter(it => it.runKey === runKey && it.state === state).map(it => it.elementId))];
      return {
        runs: await Promise.all(
          runs.map(async run => ({
            processId: run.processId,
            title: (await models.of(run.processId, run.version))?.title ?? { lv: run.processId, en: run.processId },
            version: run.version,
            bpmn: await diagramOf(run.processId, run.version),
            active: idsOf(run.key, 'active'),
            done: idsOf(run.key, 'completed'),
            failed: run.endedAt ? [] : incidents.filter(it => it.processId === run.processId).map(it => it.elementId),
          })),
        ),
      };
    },

    /** M11: the client sees who looked, and why. */
    async looks({ caseId }: Id, { user }: Context) {
      const found = await access.find(caseId, user);
      if (!maySeeLooks(user, found)) throw new Problem('not-permitted', 'Looks are shown to the client and to auditors');
      const rows = await db.auditEntry.findMany({
        where: { caseId, did: { in: ['case.look', 'document.look', 'case.part'] } },
        orderBy: { seq: 'desc' },
        take: 500,
        select: { at: true, actor: true, purpose: true, did: true },
      });
      const looks = withoutParts(rows);
      const [names, agency] = await Promise.all([namesOf(looks.map(row => row.actor)), directory.agencies()]);
      const present = (row: (typeof rows)[number]) => {
        const who = names.get(row.actor);
        return { at: row.at.toISOString(), who: who?.name ?? row.actor, agency: who?.agencyId ? agency(who.agencyId).title : null, purpose: row.purpose ?? '' };
      };
      if (!maySeeInternal(user, found)) return { looks: looks.map(present) };
      await db.$transaction(tx => audit(tx, { who: user.id, did: 'audit.look', at: now(), caseId, purpose: 'audit' }));
      return { looks: looks.map(present) };
    },
  };
}

const HOUR_MS = 3_600_000;

/** Whoever looks at a case reads its parts too: a part within an hour of a look is the same look. */
function withoutParts<Look extends { did: string; actor: string; purpose: string | null; at: Date }>(rows: Look[]): Look[] {
  const near = (a: Look, b: Look) => a.actor === b.actor && a.purpose === b.purpose && Math.abs(a.at.getTime() - b.at.getTime()) < HOUR_MS;
  return rows.filter((row, index) => row.did !== 'case.part' || !rows.some((other, at) => near(row, other) && (other.did !== 'case.part' || at < index)));
}
