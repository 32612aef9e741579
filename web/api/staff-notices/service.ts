import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { listStaffNotices, readStaffNotice, STAFF_NOTICES } from '../../contract/staff-notices.ts';
import { makeShown } from '../audit/shown.ts';
import type { UseCase } from '../http/bind.ts';

export type StaffNotices = ReturnType<typeof makeStaffNotices>;

/** More than fit on a screen; the rest come when these are read. */
const MOST = 20;

/** What one has been told and not read yet. Only one's own: the query asks for no others. */
export function makeStaffNotices({ db, now }: { db: Db; now: Clock }) {
  const shown = makeShown({ db, now });

  const list: UseCase<typeof listStaffNotices> = async (_input, { user }) => {
    const rows = await db.staffNotice.findMany({ where: { userId: user.id, seenAt: null }, orderBy: { at: 'desc' }, take: MOST });
    const [cases, tasks, people] = await Promise.all([
      db.case.findMany({ where: { id: { in: rows.flatMap(it => it.caseId ?? []) } }, select: { id: true, code: true } }),
      db.task.findMany({ where: { key: { in: rows.flatMap(it => it.taskKey ?? []) } }, select: { key: true, titleLv: true, titleEn: true } }),
      db.userAccount.findMany({ where: { id: { in: rows.flatMap(it => it.byId ?? []) } }, select: { id: true, name: true } }),
    ]);
    const notices = rows.flatMap(({ id, name, caseId, taskKey, byId, words, at }) => {
      const it = cases.find(each => each.id === caseId) ?? null;
      const task = tasks.find(each => each.key === taskKey);
      if (caseId !== null && !it) return [];
      return {
        id,
        name: name as (typeof STAFF_NOTICES)[number],
        case: it,
        task: task ? { key: task.key, title: { lv: task.titleLv, en: task.titleEn } } : null,
        by: people.find(each => each.id === byId) ?? null,
        words,
        at: at.toISOString(),
      };
    });
    await shown(user, 'notice.list', notices.flatMap(it => it.case?.code ?? [])); // prettier-ignore
    return { notices };
  };

  const read: UseCase<typeof readStaffNotice> = async ({ noticeId }, { user }) => {
    const mine = { id: noticeId, userId: user.id };
    const { count } = await db.staffNotice.updateMany({ where: { ...mine, seenAt: null }, data: { seenAt: now() } });
    if (count === 0 && (await db.staffNotice.count({ where: mine })) === 0) throw new Problem('not-found', `No notice ${noticeId}`);
  };

  return { list, read };
}
