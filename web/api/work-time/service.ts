import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/presence.ts';
import { audit } from '../audit/audit.ts';
import { makeShown } from '../audit/shown.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { isStaff } from '../cases/policy.ts';
import { recordEvent } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import { correctDay, othersOf, timesOf } from './days.ts';

export type WorkTimes = ReturnType<typeof makeWorkTime>;

/** Working time of a case, and its corrections (B3.13). */
export function makeWorkTime({ db, now }: Pick<CaseDeps, 'db' | 'now'>, access: Access) {
  const shown = makeShown({ db, now });

  const get: UseCase<typeof contract.getWorkTime> = async ({ caseId }, { user }) => {
    const it = await access.find(caseId, user);
    if (!isStaff(user, it)) throw new Problem('not-permitted', 'Working time is shown to those who work on the case');
    const times = await timesOf(db, { caseId }, { user, at: now() });
    await shown(user, 'work-time.list', othersOf(times, user), { caseId });
    return times;
  };

  const correct: UseCase<typeof contract.correctWorkTime> = async ({ caseId, ...correction }, { user, once }) => {
    const it = await access.find(caseId, user);
    if (!isStaff(user, it)) throw new Problem('not-permitted', 'Working time is corrected by those who work on the case');
    return once(async tx => {
      const at = now();
      const { day, from } = await correctDay(tx, { caseId }, correction, { user, at });
      const { userId, on, seconds, reason } = correction;
      await recordEvent(tx, { caseId, name: 'work-time-corrected', at, actor: user.id, data: { minutes: Math.round(seconds / 60), reason }, public: false });
      await audit(tx, { who: user.id, did: 'work-time.correct', at, caseId, data: { userId, on, seconds, from } });
      return day;
    });
  };

  return { get, correct };
}
