import type { z } from 'zod';
import type { exportList } from '../../contract/exports.ts';
import { caseCode } from '../../contract/words.ts';
import type { Titled } from '../cases/directory.ts';
import { nameOf } from '../cases/present.ts';
import type { CaseLineRow } from '../cases/rows.ts';
import { titledService } from '../cases/summaries.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { TaskLineRow } from '../tasks/rows.ts';

export type Request = z.output<NonNullable<typeof exportList.body>>;
/** A day stays a day in every program that opens the file. */
export type Cell = string | number | { day: string } | null;
export type Line = { task: TaskLineRow; it: TaskLineRow['case'] & Extras } | { task: null; it: CaseLineRow };
type Extras = { waitReason: string | null };

/** What cells are made of beside the row: words of the reader's language, titles of services and agencies. */
export type Words = Pick<Request, 'language' | 'words'> & { processes: CaseDeps['processes']; agency(id: string): Titled };

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Riga', year: 'numeric', month: '2-digit', day: '2-digit' });
const dayOf = (at: Date | null | undefined): Cell => (at ? { day: DAY.format(at) } : null);

/** The value of a column in words: what the list shows there. A word nobody gave is the code itself. */
export function cellOf(column: string, line: Line, words: Words): Cell {
  return CELLS[column]?.(line, words) ?? null;
}

const word = ({ words }: Words, kind: string, code: string | null) => (code === null ? null : (words[`${kind}.${code}`] ?? code));

const CELLS: Record<string, (line: Line, words: Words) => Cell> = {
  code: ({ it }) => caseCode.parse(it.code),
  what: ({ it, task }, words) => {
    const what = titledService(words.processes, it.serviceId)?.title[words.language] ?? it.subject ?? '';
    return task ? `${what} · ${words.language === 'lv' ? task.titleLv : task.titleEn}` : what;
  },
  client: ({ it }) => nameOf(it.client),
  assignee: ({ task }, words) => (task ? (task.assigneeId === null ? word(words, 'assignee', 'nobody') : task.assigneeName) : null),
  due: ({ it }) => dayOf(it.dueAt),
  priority: ({ it }) => it.priority,
  status: ({ it }, words) => word(words, 'status', it.status),
  channel: ({ it }, words) => word(words, 'channel', it.channel),
  kind: ({ it }, words) => word(words, 'kind', it.kind),
  agency: ({ it }, words) => words.agency(it.holder).title[words.language],
  team: ({ it, task }, words) => {
    const team = task ? task.team : it.team;
    return team === null ? null : words.agency(team).title[words.language];
  },
  submitted: ({ it }) => dayOf(it.submittedAt),
  created: ({ task }) => dayOf(task?.createdAt),
  closed: ({ it }) => dayOf(it.closedAt),
  waits: ({ it }, words) => (it.waitsFor === null ? null : [word(words, 'waits', it.waitsFor), it.waitReason].filter(Boolean).join(': ')),
};
