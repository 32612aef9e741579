import type { Db, Tx } from '../platform/database.ts';
import type { CaseFile } from '../processes/define-handler.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { recordEvent } from '../web/api/cases/record.ts';

type Fact = { key: string; value: unknown; source: string };
type Event = { name: Parameters<CaseFile['recordEvent']>[0]; data: Record<string, unknown> };

/** The file of one case for one job: reads at once, keeps writes until `flush`, in the transaction of the job's effect. */
export function openCaseFile(db: Db, caseId: string): { caseFile: CaseFile; flush(tx: Tx, at: Date): Promise<void> } {
  const facts: Fact[] = [];
  const events: Event[] = [];

  const caseFile: CaseFile = {
    async form() {
      const form = await db.caseForm.findFirst({ where: { caseId, taskKey: null }, orderBy: { filledAt: 'asc' }, select: { data: true } });
      return (form?.data ?? {}) as Record<string, unknown>;
    },
    async client() {
      const { client } = await db.case.findUniqueOrThrow({ where: { id: caseId }, select: { client: true } });
      if (!client?.personalCode) throw new Error('The case has no client with a personal code');
      return { personalCode: client.personalCode, givenName: client.givenName, familyName: client.familyName };
    },
    async facts() {
      const kept = await db.caseFact.findMany({ where: { caseId }, select: { key: true, value: true } });
      return Object.fromEntries([...kept, ...facts].map(({ key, value }) => [key, value]));
    },
    async decision() {
      const decision = await db.decision.findFirst({ where: { caseId }, orderBy: { decidedAt: 'desc' }, select: { outcome: true, amountCents: true } });
      return decision ? { outcome: decision.outcome as 'grant' | 'refuse', amountCents: decision.amountCents } : undefined;
    },
    async submittedAt() {
      return (await db.case.findUniqueOrThrow({ where: { id: caseId }, select: { submittedAt: true } })).submittedAt;
    },
    recordFact: (key, value, source) => void facts.push({ key, value, source }),
    recordEvent: (name, data) => void events.push({ name, data }),
  };

  async function flush(tx: Tx, at: Date): Promise<void> {
    for (const { key, value, source } of facts) {
      const written = { value: value as Prisma.InputJsonValue, source, at };
      await tx.caseFact.upsert({ where: { caseId_key: { caseId, key } }, create: { caseId, key, ...written }, update: written });
    }
    for (const event of events) await recordEvent(tx, { caseId, ...event, at });
  }

  return { caseFile, flush };
}
