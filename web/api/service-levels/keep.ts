import type { Tx } from '../../../platform/database.ts';
import { localDate, shift } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { RANGES, type Parameter } from '../../contract/service-levels.ts';
import type * as contract from '../../contract/service-levels.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { serviceOf } from '../cases/find.ts';
import { dateOf } from '../calendars/read.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayKeepLevels } from './policy.ts';

/** The agency whose levels one keeps. @throws Problem not-permitted */
export function keeperOf(user: User): string {
  if (!user.agencyId || !mayKeepLevels(user, user.agencyId)) throw new Problem('not-permitted', 'Levels are kept by service managers and administrators');
  return user.agencyId;
}

/** @throws Problem not-found: of other agencies' one learns nothing; state-conflict where that cannot be decided any more */
export function mustBe<Row extends { agency: string; state: string }>(row: Row | null, agency: string, states: readonly string[]): Row {
  if (!row || row.agency !== agency) throw new Problem('not-found', 'Your agency has no such thing');
  if (!states.includes(row.state)) throw new Problem('state-conflict', `It is ${row.state}`);
  return row;
}

const refuse = (path: string, code: string) => {
  throw new Problem('invalid-form', `${path}: ${code}`, [{ path, code }]);
};

/** @throws Problem invalid-form for what cannot be measured so */
export function checkValue(parameter: Parameter, value: number, path: string): void {
  const [least, most] = RANGES[parameter];
  if (value < least || value > most) refuse(path, 'range');
}

/** Requirements (P10.3) and the quality plan (P10.4). */
export function makeLevelPlan({ now, newId, processes }: CaseDeps) {
  function checkService(serviceId: string | null, agency: string): void {
    if (serviceId === null) return;
    const service = serviceOf(processes, serviceId);
    if (!service) return refuse('serviceId', 'unknown');
    if (service.description.holder !== agency) refuse('serviceId', 'not-held');
  }

  const addRequirement: UseCase<typeof contract.addRequirement> = async (asked, { user, once }) => {
    const agency = keeperOf(user);
    checkService(asked.serviceId, agency);
    checkValue(asked.parameter, asked.asked, 'asked');
    return once(async tx => {
      const at = now();
      const { id } = await tx.levelRequirement.create({ data: { ...asked, id: newId(), agency, madeBy: user.id, madeAt: at } });
      await audit(tx, { who: user.id, did: 'level.require', at, data: { requirement: id, ...asked } });
      return { id };
    });
  };

  /** Feasible? Then something is offered, and agreed; else refused. An offer may be made again (negotiated). */
  const decideRequirement: UseCase<typeof contract.decideRequirement> = async ({ id, decision, offered, reason }, { user, once }) => {
    const agency = keeperOf(user);
    return once(async tx => {
      await lock(tx, id);
      const states = { offer: ['asked', 'offered'], agree: ['offered'], refuse: ['asked', 'offered'] }[decision];
      const row = mustBe(await tx.levelRequirement.findUnique({ where: { id } }), agency, states);
      if (decision === 'offer') {
        if (offered === null) return refuse('offered', 'required') as never;
        checkValue(row.parameter as Parameter, offered, 'offered');
      }
      const at = now();
      const state = { offer: 'offered', agree: 'agreed', refuse: 'refused' }[decision];
      await tx.levelRequirement.update({
        where: { id },
        data: { state, reason, decidedBy: user.id, decidedAt: at, ...(decision === 'offer' && { offered }) },
      });
      await audit(tx, { who: user.id, did: 'level.require-decide', at, data: { requirement: id, decision, offered, reason } });
      return { id };
    });
  };

  const addTarget: UseCase<typeof contract.addTarget> = async ({ validFrom, reviewOn, ...aim }, { user, once }) => {
    const agency = keeperOf(user);
    checkService(aim.serviceId, agency);
    checkValue(aim.parameter, aim.target, 'target');
    if (validFrom < localDate(now())) refuse('validFrom', 'past');
    if (reviewOn <= validFrom) refuse('reviewOn', 'before-start');
    return once(async tx => {
      const at = now();
      const scope = { agency, serviceId: aim.serviceId, parameter: aim.parameter };
      await lock(tx, JSON.stringify(scope));
      if (aim.requirementId) mustBe(await tx.levelRequirement.findUnique({ where: { id: aim.requirementId } }), agency, ['agreed']);
      const later = await tx.levelTarget.findFirst({ where: { ...scope, validFrom: { gte: new Date(validFrom) }, endReason: null } });
      if (later) throw new Problem('invalid-form', 'Another target begins that day or later', [{ path: 'validFrom', code: 'later' }]);
      const before = new Date(shift(validFrom, -1));
      await tx.levelTarget.updateMany({ where: { ...scope, OR: [{ validTo: null }, { validTo: { gt: before } }] }, data: { validTo: before } });
      const days = { validFrom: new Date(validFrom), reviewOn: new Date(reviewOn) };
      const { id } = await tx.levelTarget.create({ data: { ...aim, ...days, id: newId(), agency, madeBy: user.id, madeAt: at } });
      await audit(tx, { who: user.id, did: 'level.target', at, data: { levelTarget: id, ...aim, validFrom } });
      return { id };
    });
  };

  /** Today is its last day; one that has not begun never does. */
  const endTarget: UseCase<typeof contract.endTarget> = async ({ id, reason }, { user, once }) => {
    const agency = keeperOf(user);
    return once(async tx => {
      await lock(tx, id);
      const row = await tx.levelTarget.findUnique({ where: { id } });
      const today = localDate(now());
      const holds = row && row.endReason === null && (row.validTo === null || dateOf(row.validTo) >= today);
      mustBe(row && { agency: row.agency, state: holds ? 'holds' : 'over' }, agency, ['holds']);
      const at = now();
      const last = dateOf(row!.validFrom) > today ? dateOf(row!.validFrom) : today;
      await tx.levelTarget.update({ where: { id }, data: { validTo: new Date(last), endReason: reason } });
      await audit(tx, { who: user.id, did: 'level.target-end', at, data: { levelTarget: id, reason } });
      return { id };
    });
  };

  return { addRequirement, decideRequirement, addTarget, endTarget };
}

/** Acts on the same thing follow each other. */
export async function lock(tx: Tx, what: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`level ${what}`}, 0))`;
}
