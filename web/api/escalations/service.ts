import { Problem } from '../../../platform/problem.ts';
import type { Escalation } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/escalations.ts';
import { makeShown } from '../audit/shown.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { makePartLooks } from '../cases/part-looks.ts';
import type { Directory } from '../cases/directory.ts';
import { serviceOf } from '../cases/find.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import { maySeeCase, maySeeInternal } from '../cases/policy.ts';
import { iso } from '../cases/present.ts';
import { isOpen } from '../cases/status.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { makeInstructions } from './instructions.ts';
import { openEscalationsFor } from './policy.ts';
import { presentEscalation, type EscalationView } from './present.ts';

export type Escalations = ReturnType<typeof makeEscalations>;

type EscalationDeps = Pick<CaseDeps, 'db' | 'now' | 'processes'>;
type Beside = { access: Access; directory: Directory };

/** The record of escalations (PROCESSES §1.4), and what leads tell workers. */
export const makeEscalations = (deps: EscalationDeps, beside: Beside) => ({ ...makeEscalationLists(deps, beside), ...makeInstructions(deps) });

/** Of one case, and what is open for a lead’s team. */
function makeEscalationLists({ db, now, processes }: EscalationDeps, { access, directory }: Beside) {
  const looked = makePartLooks({ db, now });
  const shown = makeShown({ db, now });

  async function present(rows: Escalation[], user: User): Promise<EscalationView[]> {
    const caseIds = [...new Set(rows.map(it => it.caseId))];
    const [instructions, tasks, linked, agency] = await Promise.all([
      db.instruction.findMany({ where: { caseId: { in: caseIds }, escalationId: { not: null } } }),
      db.task.findMany({ where: { caseId: { in: caseIds }, state: 'open', role: 'team-lead' }, select: { key: true, assigneeId: true, variables: true } }),
      db.case.findMany({ where: { id: { in: rows.flatMap(it => it.linkedCaseId ?? []) } } }),
      directory.agencies(),
    ]);
    const ids = [
      ...rows.flatMap(it => [it.from, it.decidedBy, it.assignedTo]),
      ...instructions.map(it => it.acknowledgedBy),
      ...tasks.map(it => it.assigneeId),
    ];
    const people = await db.userAccount.findMany({ where: { id: { in: [...new Set(ids.filter(it => it !== null))] } }, select: { id: true, name: true } });
    const escalationOf = (variables: unknown) => String((variables as { escalationId?: unknown }).escalationId ?? '');
    const beside = {
      names: new Map(people.map(it => [it.id, it.name])),
      agency,
      // the complaint behind an escalation does not exist for those whom it complains of
      codes: new Map(linked.filter(it => maySeeCase(user, it)).map(it => [it.id, it.code])),
      instructions: new Map(instructions.map(it => [it.escalationId!, it])),
      tasks: new Map(tasks.map(it => [escalationOf(it.variables), it])),
    };
    return rows.map(row => presentEscalation(row, beside));
  }

  const ofCase: UseCase<typeof contract.listCaseEscalations> = async ({ caseId }, { user }) => {
    const it = await access.find(caseId, user);
    if (!maySeeInternal(user, it)) throw new Problem('not-permitted', 'Escalations are shown to those who work on the case');
    const rows = await db.escalation.findMany({ where: { caseId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
    if (rows.length > 0) await looked(user, it, 'escalations');
    return { escalations: await present(rows, user) };
  };

  const open: UseCase<typeof contract.listOpenEscalations> = async ({ cursor, limit }, { user }) => {
    const after = readCursor(cursor, MOMENT_AND_ID);
    const later = after ? [{ OR: [{ at: { gt: new Date(after[0]!) } }, { at: new Date(after[0]!), id: { gt: after[1]! } }] }] : [];
    const rows = await db.escalation.findMany({
      where: { AND: [{ decidedAt: null, type: 'hierarchical' }, openEscalationsFor(user), ...later] },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      include: { case: true },
    });
    const page = rows.slice(0, limit);
    await shown(
      user,
      'case.list',
      page.map(it => it.case.code),
    );
    const views = await present(page, user);
    const at = now();
    const escalations = page.map(({ case: it }, index) => {
      const subject = it.subject ?? it.code;
      const title = serviceOf(processes, it.serviceId)?.description.title ?? { lv: subject, en: subject };
      const overdue = it.overdue || (isOpen(it.status) && it.dueAt !== null && it.dueAt < at);
      return { ...views[index]!, case: { id: it.id, code: it.code, title, overdue, dueAt: iso(it.dueAt) } };
    });
    const last = page.at(-1);
    return { escalations, next: rows.length > limit && last ? writeCursor([last.at.toISOString(), last.id]) : null };
  };

  return { ofCase, open };
}
