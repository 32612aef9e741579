/** A mistake people really make: in `file` each first text, which is there once, becomes the second. */
export type Bug = { name: string; file: string; edits: [find: string, put: string][] };

/** Each is tried on a copy of the project; none is ever in the tree. The beginning of F11's table. */
export const BUGS: Bug[] = [
  {
    name: 'idempotency: the answer is not kept under its key',
    file: 'web/api/http/once.ts',
    edits: [['await tx.idempotencyKey.create(', 'if (Date.now() < 0) await tx.idempotencyKey.create(']],
  },
  {
    name: 'acknowledged before the commit',
    file: 'web/api/http/once.ts',
    edits: [
      ['return inTurn(turns, name, () =>', 'return new Promise((early, fail) => void inTurn(turns, name, () =>'],
      ['const reply = await run(tx);', 'const reply = await run(tx);\n        early(reply);'],
      ['        return reply;\n      }),\n    );', '        return reply;\n      }),\n    ).catch(fail));'],
    ],
  },
  {
    name: 'the start is not kept with the case',
    file: 'web/api/cases/begin.ts',
    edits: [['await publish(tx, {', 'if (row.code.endsWith("1")) await publish(tx, {']],
  },
  {
    name: 'outbox: each attempt is another message to the engine',
    file: 'platform/outbox.ts',
    edits: [['...message, messageId, timeToLiveMs', '...message, messageId: `${messageId}-${row.attempts}`, timeToLiveMs']],
  },
  {
    name: 'outbox: gives up after the first repetition',
    file: 'platform/outbox.ts',
    edits: [['if (!error) return { id', 'if (!error || row.attempts > 0) return { id']],
  },
  {
    name: 'outbox: an engine that is away counts as a refusal',
    file: 'platform/outbox.ts',
    edits: [['if (error instanceof EngineRefused) return { id', 'if (error) return { id']],
  },
  {
    name: 'outbox: a finished task is not told',
    file: 'web/api/tasks/complete.ts',
    edits: [["await enqueue(tx, { caseId: it.id, command: 'complete-task'", "if (Date.now() < 0) await enqueue(tx, { caseId: it.id, command: 'complete-task'"]],
  },
  {
    name: 'jobs: what a job came to is not kept',
    file: 'workers/run-job.ts',
    edits: [['await tx.jobEffect.create(', 'if (Date.now() < 0) await tx.jobEffect.create(']],
  },
  {
    name: 'jobs: the effect is kept in a transaction of its own',
    file: 'workers/run-job.ts',
    edits: [
      [
        'return keep(tx, { job, caseId, effect: { output: output as Variables }, at: now() });\n      });',
        'return { output: output as Variables };\n      }).then(effect => deps.db.$transaction(tx => keep(tx, { job, caseId, effect, at: deps.now() })));',
      ],
    ],
  },
  {
    name: 'clock: a question does not pause it',
    file: 'web/api/cases/steps/question.ts',
    edits: [["if (state !== 'stopped' && term?.pausesFor.includes('client'))", "if (state === 'stopped' && term?.pausesFor.includes('client'))"]],
  },
  {
    name: 'clock: an answer does not end the pause',
    file: 'web/api/cases/steps/question.ts',
    edits: [['if (deadline.waits.some(it => it.id === question.id)) await', 'if (!deadline.waits.some(it => it.id === question.id)) await']],
  },
  {
    name: 'clock: the date shown stays as it was when a pause begins',
    file: 'web/api/clock/clock.ts',
    edits: [["const kept = state === 'stopped' ? {}", "const kept = state !== 'running' ? {}"]],
  },
  { name: 'clock: one day too many', file: 'platform/due.ts', edits: [['if (days.length < target) continue;', 'if (days.length <= target) continue;']] },
  {
    name: 'clock: days of a pause count',
    file: 'platform/due.ts',
    edits: [['if (stoodAt(run, end)) continue;', 'if (stoodAt(run, end) && run.pauses.length > 9) continue;']],
  },
  {
    name: 'clock: a second extension replaces the first',
    file: 'platform/clock-log.ts',
    edits: [['run.extra += event.data.by;', 'run.extra = event.data.by;']],
  },
  {
    name: 'clock: a missed date is told again and again',
    file: 'platform/deadline.ts',
    edits: [
      ["return told.missed ? 'none' : 'missed';", "return 'missed';"],
      ['return missedTold ? NEVER : dueAt;', 'return dueAt;'],
    ],
  },
  {
    name: 'keeper: does not hear that a disputed case is open again',
    file: 'workers/shared/reopen-case.ts',
    edits: [
      ['import { reopenDisputed }', 'import { reopenCase }'],
      ['run: reopenDisputed', 'run: reopenCase'],
    ],
  },
  {
    name: 'keeper: never hears of a changed clock',
    file: 'web/api/clock/clock.ts',
    edits: [["name: 'deadline-changed', correlationKey: caseId", "name: 'deadline-changed', correlationKey: ''"]],
  },
  {
    name: 'escalation: of a case that was withdrawn',
    file: 'web/api/absences/unattended.ts',
    edits: [["isOver(it) || still?.state !== 'open' ||", '']],
  },
  {
    name: 'escalation: the flag stays when the case is closed',
    file: 'web/api/cases/steps/front-office.ts',
    edits: [['{ outcome, closedAt: at, waitsFor: null, escalated: false }', '{ outcome, closedAt: at, waitsFor: null }']],
  },
  {
    name: 'status: any may follow any',
    file: 'web/api/cases/find.ts',
    edits: [['(from !== to && !mayFollow(from, to))', '(from === to && !mayFollow(from, to) && Date.now() < 0)']],
  },
  {
    name: 'status: a step that comes late opens a closed case',
    file: 'web/api/cases/find.ts',
    edits: [["from === 'closed' && beside.closedAt !== null", "from === 'closed' && beside.closedAt !== null && Date.now() < 0"]],
  },
  {
    name: 'absences: a circle of substitutes is let in',
    file: 'web/api/absences/check.ts',
    edits: [['return anyCircle([...beside, it]) ?', 'return Date.now() < 0 && anyCircle([...beside, it]) ?']],
  },
  {
    name: 'absences: what is left to nobody is not escalated',
    file: 'web/api/absences/unattended.ts',
    edits: [['return personId === null ? (absenceOn', 'return personId === task.assigneeId ? (absenceOn']],
  },
  {
    name: 'mail: a server that is away counts as served',
    file: 'web/api/notices/sender.ts',
    edits: [['return tooOld ? {', "return Date.now() > 0 ? { state: 'sent' } : tooOld ? {"]],
  },
  {
    name: 'mail: what was under way when a worker died is forgotten',
    file: 'web/api/notices/claim.ts',
    edits: [["state: { in: ['waiting', 'sending'] } };", "state: 'waiting' };"]],
  },
  {
    name: 'audit: an entry does not say what came before it',
    file: 'web/api/audit/audit.ts',
    edits: [['prevHash: last?.hash ?? GENESIS,', 'prevHash: GENESIS,']],
  },
  {
    name: 'audit: accepting an application leaves no entry',
    file: 'web/api/cases/submit.ts',
    edits: [
      ["  await audit(tx, {\n    who: user.id,\n    did: 'case.submit'", "  if (Date.now() < 0) await audit(tx, {\n    who: user.id,\n    did: 'case.submit'"],
    ],
  },
];
