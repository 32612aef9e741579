import type { Prisma } from '../../../prisma/generated/client.ts';
import type { listCallBacks } from '../../contract/contacts.ts';
import { makeShown } from '../audit/shown.ts';
import type { UseCase } from '../http/bind.ts';
import { makeCallBackActs } from './call-back-acts.ts';
import { CALL_BACK_INCLUDE, presentAll } from './call-back-view.ts';
import type { ContactDeps } from './deps.ts';
import { callBacksVisibleTo } from './policy.ts';

/** A queue that is longer than this is no queue any more; its length is shown anyway. */
const MOST = 200;
const OPEN = { doneAt: null } as const;

/** People who wait for our call: the queue, the calls, and what the lead decides of those missed. */
export function makeCallBacks(deps: ContactDeps) {
  const { db, now } = deps;
  const shown = makeShown(deps);

  const list: UseCase<typeof listCallBacks> = async ({ state }, { user }) => {
    const right = callBacksVisibleTo(user);
    const states: Record<typeof state, Prisma.CallBackWhereInput> = {
      open: OPEN,
      mine: { ...OPEN, assigneeId: user.id },
      missed: { ...OPEN, escalatedAt: { not: null } },
      done: { doneAt: { not: null } },
    };
    const count = (which: Prisma.CallBackWhereInput) => db.callBack.count({ where: { AND: [right, which] } });
    const [rows, open, mine, missed] = await Promise.all([
      db.callBack.findMany({
        where: { AND: [right, states[state]] },
        include: CALL_BACK_INCLUDE,
        orderBy: state === 'done' ? { doneAt: 'desc' } : [{ dueAt: 'asc' }, { id: 'asc' }],
        take: MOST,
      }),
      count(states.open),
      count(states.mine),
      count(states.missed),
    ]);
    await shown(
      user,
      'call-back.list',
      rows.map(it => it.id),
    );
    return { callBacks: await presentAll(db, rows, { user, now: now() }), counts: { open, mine, missed } };
  };

  return { callBacks: list, ...makeCallBackActs(deps) };
}
