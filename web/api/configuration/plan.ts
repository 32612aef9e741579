import type { Db, Tx } from '../../../platform/database.ts';
import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { planData, TYPICAL_PLAN, type PlanData } from '../../contract/configuration-plan.ts';
import type { changeConfigurationPlan, getConfigurationPlan } from '../../contract/configuration.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { json } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import { mayPlan, maySeePlan } from './policy.ts';

export type Plans = ReturnType<typeof makePlans>;

/** The plan of an agency that holds on a day: its latest that has begun, else the typical one. */
export async function readPlan(tx: Tx | Db, agencyId: string, on: string): Promise<PlanData> {
  const row = await rowInForce(tx, agencyId, on);
  return row ? planData.parse(row.data) : TYPICAL_PLAN;
}

const rowInForce = (tx: Tx | Db, agencyId: string, on: string) =>
  tx.configurationPlan.findFirst({ where: { agencyId, validFrom: { lte: new Date(on) } }, orderBy: [{ validFrom: 'desc' }, { version: 'desc' }] });

/** The plans of all agencies that have items, on a day. Agencies are few. */
export async function readPlans(tx: Tx | Db, on: string): Promise<(agencyId: string) => PlanData> {
  const rows = await tx.configurationPlan.findMany({ where: { validFrom: { lte: new Date(on) } }, orderBy: [{ validFrom: 'asc' }, { version: 'asc' }] });
  const plans = new Map(rows.map(row => [row.agencyId, row] as const));
  const read = new Map([...plans].map(([agencyId, row]) => [agencyId, planData.parse(row.data)]));
  return agencyId => read.get(agencyId) ?? TYPICAL_PLAN;
}

/** P6.1: what an agency's items look like, from which day on. */
export function makePlans({ db, now, directory }: Pick<CaseDeps, 'db' | 'now'> & { directory: Directory }) {
  const get: UseCase<typeof getConfigurationPlan> = async ({ agencyId, on }, { user }) => {
    if (!(await db.agency.findUnique({ where: { id: agencyId } }))) throw new Problem('not-found', `No agency ${agencyId}`);
    if (!maySeePlan(user, agencyId)) throw new Problem('not-permitted', 'The plan of another agency');
    const row = await rowInForce(db, agencyId, on ?? localDate(now()));
    const versions = await db.configurationPlan.findMany({ where: { agencyId }, orderBy: { version: 'desc' } });
    const names = await namesOf(
      db,
      versions.map(it => it.changedBy),
    );
    const agency = (await directory.agencies())(agencyId);
    return {
      agency,
      version: versions[0]?.version ?? 0,
      validFrom: row ? dayOf(row.validFrom) : null,
      changedBy: row ? names(row.changedBy) : null,
      why: row?.why ?? null,
      data: row ? planData.parse(row.data) : TYPICAL_PLAN,
      versions: versions.map(it => ({
        version: it.version,
        validFrom: dayOf(it.validFrom),
        by: names(it.changedBy),
        at: it.changedAt.toISOString(),
        why: it.why,
      })),
      mayChange: mayPlan(user, agencyId),
    };
  };

  const change: UseCase<typeof changeConfigurationPlan> = async ({ agencyId, data, validFrom, why, version }, { user, once }) => {
    if (!(await db.agency.findUnique({ where: { id: agencyId } }))) throw new Problem('not-found', `No agency ${agencyId}`);
    if (!mayPlan(user, agencyId)) throw new Problem('not-permitted', 'The holder plans its items');
    if (validFrom < localDate(now())) throw new Problem('invalid-form', 'A plan does not begin in the past', [{ path: 'validFrom', code: 'in-the-past' }]);
    return once(async tx => {
      await lockConfiguration(tx, agencyId);
      const last = await tx.configurationPlan.findFirst({ where: { agencyId }, orderBy: { version: 'desc' } });
      if ((last?.version ?? 0) !== version) throw new Problem('state-conflict', `The plan is at version ${last?.version ?? 0}`);
      await refuseOrphans(tx, agencyId, data);
      const at = now();
      await tx.configurationPlan.create({
        data: { agencyId, version: version + 1, validFrom: new Date(validFrom), data: json(data), why, changedBy: user.id, changedAt: at },
      });
      await audit(tx, { who: user.id, did: 'configuration.plan', at, data: { agencyId, version: version + 1, validFrom } });
      return { version: version + 1 };
    });
  };

  return { get, change };
}

/** Changes of an agency's plan and items come one after another: an item is never written by a plan that has just gone. */
export const lockConfiguration = (tx: Tx, agencyId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`configuration ${agencyId}`}, 0))`;

/** A type or relation that items have stays in the plan: else they would be of nothing. */
async function refuseOrphans(tx: Tx, agencyId: string, data: PlanData): Promise<void> {
  const types = await tx.configurationItem.groupBy({ by: ['type'], where: { agencyId }, _count: true });
  const relations = await tx.configurationRelation.groupBy({ by: ['type'], where: { source: { agencyId } }, _count: true });
  const gone = [
    ...types.filter(it => !data.types.some(one => one.id === it.type)).map(it => ({ path: 'types', code: 'in-use', message: it.type })),
    ...relations.filter(it => !data.relations.some(one => one.id === it.type)).map(it => ({ path: 'relations', code: 'in-use', message: it.type })),
  ];
  if (gone.length > 0) throw new Problem('invalid-form', 'Items there are would lose their type or relation', gone);
}

export const dayOf = (on: Date): string => on.toISOString().slice(0, 10);

/** Names of workers; whoever is not known any more goes by the id. */
export async function namesOf(tx: Tx | Db, ids: (string | null)[]): Promise<(id: string) => string> {
  const wanted = [...new Set(ids.filter(id => id !== null))];
  const rows = await tx.userAccount.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  const names = new Map(rows.map(row => [row.id, row.name]));
  return id => names.get(id) ?? id;
}
