import type { Db } from '../../../platform/database.ts';
import { servicesOf, type Process } from '../../../processes/load.ts';
import type { TaskOption } from '../../contract/form.ts';
import type { ACTS } from '../../contract/words.ts';
import type { TaskRow } from '../tasks/present.ts';
import { validStandards } from './standard.ts';

type ActName = (typeof ACTS)[number];
type Known = { partners(): Promise<TaskOption[]>; processes: Process[]; at: Date };

/** More than these nobody chooses from a list. */
const MOST_ITEMS = 1000;
const MOST_LETTERS = 80;
const short = (words: string) => (words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 1)}…` : words);
const itself = (value: string, label: string): TaskOption => ({ value, label, words: { lv: label, en: label } });

/** What forms of P5 choose from and begin with; undefined where the act is none of theirs. */
export async function changeOptions(db: Db, act: ActName | null, row: TaskRow, known: Known): Promise<Record<string, unknown> | undefined> {
  const partners = async () => ({ partners: (await known.partners()).filter(it => it.value !== row.team) });
  switch (act) {
    case 'change-classification':
      return { standardChanges: (await validStandards(db, row.case.holder, known.at)).map(it => itself(it.id, short(it.title))) };
    case 'change-assessment':
      return { ...(await partners()), ...(await assessmentOf(db, row, known.processes)) };
    case 'change-plan':
      return planOf(db, row);
    case 'change-step':
      return partners();
    case 'change-bring-in':
      return { changeItems: await itemsOf(db, row) };
    default:
      return undefined;
  }
}

/** What was assessed before is there to be mended, when the decision asks for more. */
async function assessmentOf(db: Db, row: TaskRow, processes: Process[]): Promise<Record<string, unknown>> {
  const change = await db.change.findUniqueOrThrow({ where: { caseId: row.caseId } });
  const items = await db.configurationItem.findMany({
    where: { OR: [{ agencyId: row.case.holder, status: { not: 'retired' } }, { identifier: { in: change.items } }] },
    orderBy: { identifier: 'asc' },
    take: MOST_ITEMS,
    select: { identifier: true, name: true },
  });
  return {
    allServices: servicesOf(processes)
      .filter(it => !it.description.retired)
      .map(({ id, description: { title } }): TaskOption => ({ value: id, label: title.lv, words: title }))
      .sort((one, other) => one.label.localeCompare(other.label, 'lv')),
    allItems: items.map(it => itself(it.identifier, short(`${it.identifier} ${it.name}`))),
    services: change.services,
    items: change.items,
    ...(change.assessedAt && {
      effortHours: change.effortHours,
      costEuros: (change.costCents ?? 0) / 100,
      riskLevel: change.riskLevel,
      risk: change.risk,
      recommends: change.recommends,
      recommendation: change.recommendation,
      agenda: change.agenda.join('\n'),
    }),
  };
}

/** A plan that has to be mended begins with what it said; its times are chosen anew. */
async function planOf(db: Db, row: TaskRow): Promise<Record<string, unknown>> {
  const change = await db.change.findUniqueOrThrow({ where: { caseId: row.caseId } });
  if (!change.plannedAt) return {};
  return {
    resources: change.resources,
    plannedHours: change.plannedHours,
    plannedEuros: (change.plannedCents ?? 0) / 100,
    backOutPlan: change.backOutPlan,
    interruption: change.interruption ?? '',
    watchDays: change.watchDays,
  };
}

async function itemsOf(db: Db, row: TaskRow): Promise<TaskOption[]> {
  const { items } = await db.change.findUniqueOrThrow({ where: { caseId: row.caseId }, select: { items: true } });
  const rows = await db.configurationItem.findMany({
    where: { identifier: { in: items } },
    orderBy: { identifier: 'asc' },
    select: { identifier: true, name: true },
  });
  return rows.map(it => itself(it.identifier, short(`${it.identifier} ${it.name}`)));
}
