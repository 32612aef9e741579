import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/incidents.ts';
import { makeShown } from '../audit/shown.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import { visibleTo } from '../cases/policy.ts';
import type { UseCase } from '../http/bind.ts';
import { makeIncidentActs } from './by-hand.ts';
import { mayListIncidents } from './policy.ts';
import { presentIncidentLine } from './present.ts';
import { makeSignal } from './signal.ts';
import { makeIncidentView } from './view.ts';

export type Incidents = ReturnType<typeof makeIncidents>;
type Beside = { access: Access; directory: Directory };

const LINE = { case: true, parent: { select: { caseId: true, case: { select: { code: true } } } }, _count: { select: { children: true } } } as const;

/** Incidents beyond their cases (P3): the register, what has been found out, parents and children. */
export function makeIncidents(deps: CaseDeps, { access, directory }: Beside) {
  const { db, now, processes } = deps;
  const shown = makeShown({ db, now });

  const list: UseCase<typeof contract.listIncidents> = async ({ list: which, cursor, limit }, { user }) => {
    if (!mayListIncidents(user)) throw new Problem('not-permitted', 'Incidents are for staff');
    const after = readCursor(cursor, MOMENT_AND_ID);
    const earlier = after ? [{ OR: [{ registeredAt: { lt: new Date(after[0]!) } }, { registeredAt: new Date(after[0]!), caseId: { lt: after[1]! } }] }] : [];
    const lists = {
      open: { state: { not: 'restored' }, case: { closedAt: null } },
      major: { majorAt: { not: null } },
      mine: { case: { OR: [{ holder: user.agencyId ?? '' }, { team: user.agencyId ?? '' }] } },
      all: {},
    };
    const rows = await db.incident.findMany({
      where: { AND: [{ case: visibleTo(user) }, lists[which], ...earlier] },
      orderBy: [{ registeredAt: 'desc' }, { caseId: 'desc' }],
      take: limit + 1,
      include: LINE,
    });
    const major = await db.incident.count({
      where: { majorAt: { not: null }, state: { not: 'restored' }, case: { AND: [{ closedAt: null }, visibleTo(user)] } },
    });
    const lines = rows.slice(0, limit);
    const codes = lines.map(it => it.case.code);
    await shown(user, 'case.list', codes);
    const agency = await directory.agencies();
    const last = lines.at(-1);
    return {
      incidents: lines.map(row => presentIncidentLine(row, { processes, agency })),
      next: rows.length > limit && last ? writeCursor([last.registeredAt.toISOString(), last.caseId]) : null,
      major,
    };
  };

  return { list, ofCase: makeIncidentView(deps, access), ...makeIncidentActs(deps, access), signal: makeSignal(deps) };
}
