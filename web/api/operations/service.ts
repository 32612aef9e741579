import { enqueue } from '../../../platform/outbox.ts';
import { Problem } from '../../../platform/problem.ts';
import type { EngineIncident } from '../../../prisma/generated/client.ts';
import type { listEngineIncidents, retryEngineIncident } from '../../contract/operations.ts';
import { audit } from '../audit/audit.ts';
import { makeModels, type Models } from '../cases/models.ts';
import type { Foundation } from '../deps.ts';
import type { UseCase } from '../http/bind.ts';
import { makeChecks } from './checks.ts';
import { makeRegisterHealth } from './register-health.ts';
import { makeTokenWatch } from './token-watch.ts';

export type Operations = ReturnType<typeof makeOperations>;

/** Nobody reads more than this; the oldest wait longest and come first. */
const LISTED = 500;

/** Engine incidents: what the engine could not get past, for an operator who mends the cause and says "again". */
export function makeOperations({
  db,
  sql,
  outbox,
  now,
  processes,
  config,
  checks,
}: Pick<Foundation, 'db' | 'sql' | 'outbox' | 'now' | 'processes' | 'config' | 'checks'>) {
  const registerHealth = makeRegisterHealth({ sql, now });
  const tokens = makeTokenWatch();
  const isEngineThere = () => checks.shown['engine']?.() ?? Promise.resolve(true);
  const models = makeModels(db, processes);

  const list: UseCase<typeof listEngineIncidents> = async () => {
    const found = await db.engineIncident.findMany({ where: { resolvedAt: null }, orderBy: { createdAt: 'asc' }, take: LISTED });
    const caseIds = found.flatMap(it => (it.caseId ? [it.caseId] : []));
    const cases = await db.case.findMany({ where: { id: { in: caseIds } }, select: { id: true, code: true } });
    const codes = new Map(cases.map(it => [it.id, it.code]));
    return { incidents: await Promise.all(found.map(it => present(it, codes.get(it.caseId ?? '') ?? null, models))) };
  };

  const retry: UseCase<typeof retryEngineIncident> = async ({ key }, { user }) => {
    const found = await db.engineIncident.findUnique({ where: { key } });
    if (!found) throw new Problem('not-found', `No incident ${key}`);
    if (found.resolvedAt) throw new Problem('already-done', 'The engine has got past it');
    await db.$transaction(async tx => {
      await tx.engineIncident.update({ where: { key }, data: { retriedBy: user.id } });
      // no case: its order does not matter here, and it must not wait behind the case's other commands
      await enqueue(tx, { caseId: null, command: 'resolve-incident', payload: { incidentKey: key, ...(found.jobKey && { jobKey: found.jobKey }) } });
      await audit(tx, { who: user.id, did: 'engine-incident.retry', at: now(), caseId: found.caseId, data: { key } });
    });
    outbox.kick();
  };

  return { list, retry, registerHealth, tokens, checks: makeChecks({ sql, now, config, registerHealth, isEngineThere, tokens }) };
}

async function present(it: EngineIncident, caseCode: string | null, models: Models) {
  const { key, caseId, processId, elementId, errorType, message, createdAt } = it;
  const element = (await models.latest(processId))?.elements.get(elementId);
  return { key, caseId, caseCode, processId, elementId, elementName: element?.title.lv ?? elementId, errorType, message, createdAt: createdAt.toISOString() };
}
