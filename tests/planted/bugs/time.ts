import type { Bug } from './bug.ts';

/** The clock, its keeper, escalations, statuses, absences. */
export const TIME: Bug[] = [
  {
    name: 'clock: a question does not pause it',
    file: 'web/api/cases/steps/question.ts',
    proofs: ['simulation', 'unit platform/due platform/deadline', 'db web/api/clock'],
    edits: [["if (state !== 'stopped' && term?.pausesFor.includes('client'))", "if (state === 'stopped' && term?.pausesFor.includes('client'))"]],
  },
  {
    name: 'clock: an answer does not end the pause',
    file: 'web/api/cases/steps/question.ts',
    proofs: ['simulation', 'unit platform/due platform/deadline', 'db web/api/clock'],
    edits: [['if (deadline.waits.some(it => it.id === question.id)) await', 'if (!deadline.waits.some(it => it.id === question.id)) await']],
  },
  {
    name: 'clock: the date shown stays as it was when a pause begins',
    file: 'web/api/clock/clock.ts',
    proofs: ['simulation', 'unit platform/due platform/deadline', 'db web/api/clock'],
    edits: [["const kept = state === 'stopped' ? {}", "const kept = state !== 'running' ? {}"]],
  },
  {
    name: 'clock: one day too many',
    file: 'platform/due.ts',
    proofs: ['simulation', 'unit platform/due platform/deadline', 'db web/api/clock'],
    edits: [['if (days.length < target) continue;', 'if (days.length <= target) continue;']],
  },
  {
    name: 'clock: days of a pause count',
    file: 'platform/due.ts',
    proofs: ['simulation', 'unit platform/due platform/deadline', 'db web/api/clock'],
    edits: [['if (stoodAt(run, end)) continue;', 'if (stoodAt(run, end) && run.pauses.length > 9) continue;']],
  },
  {
    name: 'clock: a second extension replaces the first',
    file: 'platform/clock-log.ts',
    proofs: ['simulation', 'unit platform/due platform/deadline', 'db web/api/clock'],
    edits: [['run.extra += event.data.by;', 'run.extra = event.data.by;']],
  },
  {
    name: 'clock: a missed date is told again and again',
    file: 'platform/deadline.ts',
    proofs: ['simulation', 'unit platform/due platform/deadline', 'db web/api/clock'],
    edits: [
      ["return told.missed ? 'none' : 'missed';", "return 'missed';"],
      ['return missedTold ? NEVER : dueAt;', 'return dueAt;'],
    ],
  },
  {
    name: 'keeper: does not hear that a disputed case is open again',
    file: 'workers/shared/reopen-case.ts',
    proofs: ['simulation', 'db web/api/clock'],
    edits: [
      ['import { reopenDisputed }', 'import { reopenCase }'],
      ['run: reopenDisputed', 'run: reopenCase'],
    ],
  },
  {
    name: 'keeper: never hears of a changed clock',
    file: 'web/api/clock/clock.ts',
    proofs: ['simulation', 'db web/api/clock'],
    edits: [["name: 'deadline-changed', correlationKey: caseId", "name: 'deadline-changed', correlationKey: ''"]],
  },
  {
    name: 'escalation: of a case that was withdrawn',
    file: 'web/api/absences/unattended.ts',
    proofs: ['simulation', 'db web/api/escalations'],
    edits: [["isOver(it) || still?.state !== 'open' ||", '']],
  },
  {
    name: 'escalation: the flag stays when the case is closed',
    file: 'web/api/cases/steps/front-office.ts',
    proofs: ['simulation', 'db web/api/escalations'],
    edits: [['{ outcome, closedAt: at, waitsFor: null, escalated: false }', '{ outcome, closedAt: at, waitsFor: null }']],
  },
  {
    name: 'status: any may follow any',
    file: 'web/api/cases/find.ts',
    proofs: ['simulation', 'db web/api/cases/statuses'],
    edits: [['(from !== to && !mayFollow(from, to))', '(from === to && !mayFollow(from, to) && Date.now() < 0)']],
  },
  {
    name: 'status: a step that comes late opens a closed case',
    file: 'web/api/cases/find.ts',
    proofs: ['simulation', 'db web/api/cases/statuses'],
    edits: [["from === 'closed' && beside.closedAt !== null", "from === 'closed' && beside.closedAt !== null && Date.now() < 0"]],
  },
  {
    name: 'absences: a circle of substitutes is let in',
    file: 'web/api/absences/check.ts',
    proofs: ['simulation', 'unit web/api/absences', 'db web/api/absences'],
    edits: [['return anyCircle([...beside, it]) ?', 'return Date.now() < 0 && anyCircle([...beside, it]) ?']],
  },
  {
    name: 'absences: what is left to nobody is not escalated',
    file: 'web/api/absences/unattended.ts',
    proofs: ['simulation', 'unit web/api/absences', 'db web/api/absences'],
    edits: [['return personId === null ? (absenceOn', 'return personId === task.assigneeId ? (absenceOn']],
  },
];
