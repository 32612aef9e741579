import type { Db } from '../../../platform/database.ts';
import { servicesOf, type Process, type Service } from '../../../processes/load.ts';
import { readChange } from '../configuration/ground.ts';
import { concerns, isApprovedChange } from '../configuration/policy.ts';

/** Which change publishes a service's new version; `faults`: sentences for the owner of each that none does. */
export type Publishing = { changeOf: Map<string, string>; faults: { processId: string; sentence: string }[] };

/** Services whose diagram is not the newest one deployed, of agencies that publish by an approved change only. */
async function bound(db: Db, processes: Process[]): Promise<Service[]> {
  const strict = new Set((await db.changeSetting.findMany({ where: { publishByChange: true }, select: { agency: true } })).map(it => it.agency));
  const found: Service[] = [];
  for (const service of servicesOf(processes).filter(it => strict.has(it.description.holder))) {
    const newest = await db.processVersion.findFirst({ where: { processId: service.id }, orderBy: { version: 'desc' }, select: { bpmn: true } });
    if (newest?.bpmn !== service.bpmn) found.push(service);
  }
  return found;
}

/**
 * “A new version of a service's BPMN is a change too” (PROCESSES P5, "Rules"), where its agency says so: each needs one of the named
 * changes, approved, past its gate and in implementation, of that agency, and about that service. What has not changed needs none.
 */
export async function publishedBy(db: Db, processes: Process[], codes: readonly string[]): Promise<Publishing> {
  const changeOf = new Map<string, string>();
  const faults: Publishing['faults'] = [];
  for (const service of await bound(db, processes)) {
    const reasons: string[] = [];
    for (const code of codes) {
      const reason = await faultOf(db, code, service);
      if (reason === null) changeOf.set(service.id, code);
      else reasons.push(reason);
    }
    if (changeOf.has(service.id)) continue;
    const why = reasons.length > 0 ? reasons.join('; ') : 'no change is named (PUBLISH_CHANGES)';
    faults.push({ processId: service.id, sentence: `${service.description.holder} publishes its diagrams by an approved change only: ${why}` });
  }
  return { changeOf, faults };
}

/** Why this change does not publish this service; null = it does. */
async function faultOf(db: Db, code: string, service: Service): Promise<string | null> {
  const facts = await readChange(db, code);
  if (!facts || facts.kind !== 'change-request') return `there is no change ${code}`;
  if (!isApprovedChange(facts)) return `change ${code} is not approved`;
  if (!concerns(facts, service.description.holder)) return `change ${code} is of another agency`;
  const change = await db.change.findFirst({ where: { case: { code } }, select: { services: true, status: true } });
  if (!change?.services.includes(service.id)) return `change ${code} is not about this service`;
  return change.status === 'implementing' ? null : `change ${code} is not being implemented now (${change.status})`;
}
