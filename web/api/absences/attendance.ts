import { localDate } from '../../../platform/local-time.ts';
import { listenCases, type CaseNotice } from '../../../platform/notify.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { toColumn } from './load.ts';
import { attend } from './unattended.ts';

type Deps = Pick<CaseDeps, 'db' | 'sql' | 'now' | 'outbox' | 'log'>;

/** Days begin at midnight: who is away from today on is noticed so soon after. */
const EVERY_MS = 30_000;
const DAY_MS = 86_400_000;

/** Teams somebody of whom is away today, or was yesterday: the first day back is a change too. */
async function teamsWithAbsences({ db, now }: Pick<Deps, 'db' | 'now'>, among?: string[]): Promise<string[]> {
  const at = now();
  const [day, before] = [toColumn(localDate(at)), toColumn(localDate(new Date(at.getTime() - DAY_MS)))];
  const rows = await db.absence.findMany({
    where: { toOn: { gte: before }, fromOn: { lte: day }, ...(among && { agencyId: { in: among } }) },
    distinct: ['agencyId'],
    select: { agencyId: true },
  });
  return rows.map(it => it.agencyId);
}

/**
 * Watches that no task is left to nobody: at every change of a case, in its teams; and, because a day may begin without any change,
 * every half minute in all. Any number of programs may watch: each escalation is made once.
 */
export async function startAttendance(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const waiting = new Map<string, CaseNotice>();
  let running: Promise<void> | undefined;

  async function look(notices: CaseNotice[]): Promise<void> {
    for (const { caseId, teams } of notices) for (const team of await teamsWithAbsences(deps, teams)) await attend(deps, { team, caseId });
  }
  async function lookAtAll(): Promise<void> {
    for (const team of await teamsWithAbsences(deps)) await attend(deps, { team });
  }
  /** One at a time in this program; what comes meanwhile is gathered. */
  function run(act: () => Promise<void>): void {
    running ??= act()
      .catch((error: Error) => deps.log.warn({ cause: error.message }, 'attendance could not be checked; it is checked again soon'))
      .finally(() => {
        running = undefined;
        if (waiting.size > 0) runWaiting();
      });
  }
  function runWaiting(): void {
    const notices = [...waiting.values()];
    waiting.clear();
    run(() => look(notices));
  }

  const timer = setInterval(() => run(lookAtAll), EVERY_MS).unref();
  const listening = await listenCases(deps.sql, notice => {
    waiting.set(notice.caseId, notice);
    if (!running) runWaiting();
  });
  return {
    async stop() {
      clearInterval(timer);
      waiting.clear();
      await listening.stop().catch(() => {}); // the database may be gone already
      await running;
    },
  };
}
