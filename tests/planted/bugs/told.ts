import type { Bug } from './bug.ts';

/** What is accepted, done and told once: idempotency, jobs, outbox, journal, agencies, mail. */
export const TOLD: Bug[] = [
  {
    name: 'idempotency: the answer is not kept under its key',
    file: 'web/api/http/once.ts',
    proofs: ['simulation', 'db web/api/http/once'],
    edits: [['await tx.idempotencyKey.create(', 'if (Date.now() < 0) await tx.idempotencyKey.create(']],
  },
  {
    name: 'acknowledged before the commit',
    file: 'web/api/http/once.ts',
    proofs: ['simulation', 'db web/api/http/once'],
    edits: [
      ['return inTurn(turns, name, () =>', 'return new Promise((early, fail) => void inTurn(turns, name, () =>'],
      ['const reply = await run(tx);', 'const reply = await run(tx);\n        early(reply);'],
      ['        return reply;\n      }),\n    );', '        return reply;\n      }),\n    ).catch(fail));'],
    ],
  },
  {
    name: 'the start is not kept with the case',
    file: 'web/api/cases/begin.ts',
    proofs: ['simulation', 'db web/api/http/submit'],
    edits: [['await publish(tx, {', 'if (row.code.endsWith("1")) await publish(tx, {']],
  },
  {
    name: 'outbox: each attempt is another message to the engine',
    file: 'platform/outbox.ts',
    proofs: ['simulation', 'db platform/outbox'],
    edits: [['...message, messageId, timeToLiveMs', '...message, messageId: `${messageId}-${row.attempts}`, timeToLiveMs']],
  },
  {
    name: 'outbox: gives up after the first repetition',
    file: 'platform/outbox.ts',
    proofs: ['simulation', 'db platform/outbox'],
    edits: [['if (!error) return { id', 'if (!error || row.attempts > 0) return { id']],
  },
  {
    name: 'outbox: an engine that is away counts as a refusal',
    file: 'platform/outbox.ts',
    proofs: ['simulation', 'db platform/outbox'],
    edits: [['if (error instanceof EngineRefused) return { id', 'if (error) return { id']],
  },
  {
    name: 'outbox: a finished task is not told',
    file: 'web/api/tasks/complete.ts',
    proofs: ['simulation', 'db web/api/cases/cases'],
    edits: [["await enqueue(tx, { caseId: it.id, command: 'complete-task'", "if (Date.now() < 0) await enqueue(tx, { caseId: it.id, command: 'complete-task'"]],
  },
  {
    name: 'jobs: what a job came to is not kept',
    file: 'workers/run-job.ts',
    proofs: ['simulation', 'redelivery register-application'],
    edits: [['await tx.jobEffect.create(', 'if (Date.now() < 0) await tx.jobEffect.create(']],
  },
  {
    name: 'jobs: the effect is kept in a transaction of its own',
    file: 'workers/run-job.ts',
    proofs: ['simulation', 'redelivery register-application'],
    edits: [
      [
        'return keep(tx, { job, caseId, effect: { output: output as Variables }, at: now() });\n      });',
        'return { output: output as Variables };\n      }).then(effect => deps.db.$transaction(tx => keep(tx, { job, caseId, effect, at: deps.now() })));',
      ],
    ],
  },
  {
    name: 'mail: a server that is away counts as served',
    file: 'web/api/notices/sender.ts',
    proofs: ['simulation', 'redelivery sender'],
    edits: [['return tooOld ? {', "return Date.now() > 0 ? { state: 'sent' } : tooOld ? {"]],
  },
  {
    name: 'mail: what was under way when a worker died is forgotten',
    file: 'web/api/notices/claim.ts',
    proofs: ['simulation', 'redelivery sender'],
    edits: [["WHERE state IN ('waiting', 'sending') AND next_at", "WHERE state = 'waiting' AND next_at"]],
  },
  {
    name: 'idempotency: the same key with another body gets the first answer',
    file: 'web/api/http/once.ts',
    proofs: ['db web/api/http/once', 'db web/api/http/submit'],
    edits: [[' || kept.requestHash !== requestHash', '']],
  },
  {
    name: "idempotency: two people's keys are one",
    file: 'web/api/http/once.ts',
    proofs: ['db web/api/http/once', 'db web/api/http/submit', 'rights ^POST /api/cases$', 'fuzz'],
    edits: [['at.idempotencyKey.findUnique({ where: { userId_key: { userId, key } } })', 'at.idempotencyKey.findFirst({ where: { key } })']],
  },
  {
    name: 'idempotency: keys are forgotten after an hour',
    file: 'web/api/http/once.ts',
    proofs: ['db web/api/http/once', 'db web/api/chores'],
    edits: [['const KEPT_HOURS = 48;', 'const KEPT_HOURS = 1;']],
  },
  {
    name: 'jobs: the engine is told before the commit',
    file: 'workers/run-job.ts',
    proofs: ['redelivery register-application'],
    edits: [
      [
        '  await notifyCase(tx, caseId);\n  return effect;',
        "  await notifyCase(tx, caseId);\n  if ('output' in effect) await job.complete(effect.output);\n  return effect;",
      ],
    ],
  },
  {
    name: 'jobs: of two workers with the same job one fails it',
    file: 'workers/run-job.ts',
    proofs: ['redelivery register-application', 'db workers/run-job'],
    edits: [['isTwin(error) ? await keptEffect(job, deps) : undefined', 'undefined']],
  },
  {
    name: "jobs: facts and events of a service's job are kept apart from its effect",
    file: 'workers/run-job.ts',
    proofs: ['redelivery look-up-death'],
    edits: [['      await flush(tx, at);', '      await deps.db.$transaction(own => flush(own, at));']],
  },
  {
    name: 'jobs: PostgreSQL away uses up the retries',
    file: 'workers/run-job.ts',
    proofs: ['db workers/run-job'],
    edits: [['isOurDatabase(error) ?', 'isOurDatabase(error) && job.retries > 9 ?']],
  },
  {
    name: 'jobs: what failed is told with a personal code',
    file: 'workers/failure.ts',
    proofs: ['db workers/run-job'],
    edits: [[".replace(CODES, '[code]')", '']],
  },
  {
    name: 'agencies: an order has another key each time',
    file: 'workers/agency-client.ts',
    proofs: ['redelivery order-payment'],
    edits: [['idempotencyKey: jobKey', 'idempotencyKey: `${jobKey}-${Date.now()}`']],
  },
  {
    name: 'agencies: no answer counts as unknown there',
    file: 'platform/agency.ts',
    proofs: ['db workers/run-job', 'unit processes/services', 'db web/api/cases/cases', 'db web/api/operations'],
    edits: [['if (response.status === 404) return undefined;', 'if (response.status === 404 || response.status >= 500) return undefined;']],
  },
  {
    name: 'outbox: a row is forgotten before it was sent',
    file: 'platform/outbox-table.ts',
    proofs: ['redelivery outbox'],
    edits: [
      [
        'round: (most, deliver) =>\n      sql.begin(async tx => {',
        'round: async (most, deliver) => {\n      let after: WaitingRow[] = [];\n      const gone = await sql.begin(async tx => {',
      ],
      ['const fates = await deliver([...rows]);', "after = [...rows];\n        const fates = rows.map(it => ({ id: it.id, is: 'left' }) as Fate);"],
      ['return left.length;\n      }),\n', 'return left.length;\n      });\n      await deliver(after);\n      return gone;\n    },\n'],
    ],
  },
  {
    name: 'outbox: commands of a case overtake each other',
    file: 'platform/outbox-table.ts',
    proofs: ['db platform/outbox'],
    edits: [['earlier.case_id = o.case_id AND', 'earlier.case_id = o.case_id AND o.id < 0 AND']],
  },
  {
    name: 'outbox: two processes send the same row',
    file: 'platform/outbox-table.ts',
    proofs: ['db platform/outbox'],
    edits: [['FOR UPDATE OF o SKIP LOCKED', '']],
  },
  {
    name: 'journal: taken note of before it is written',
    file: 'web/api/journal/project.ts',
    proofs: ['redelivery journal'],
    edits: [['unseen.push(...(await advance(tx, {', 'unseen.push(...(await advance(sql as never as Tx, {']],
  },
  {
    name: 'journal: answered before it is written',
    file: 'web/api/journal/receiver.ts',
    proofs: ['redelivery journal', 'db web/api/journal'],
    edits: [['if (records.length > 0) await take(records);', 'if (records.length > 0) void take(records).catch(() => {});']],
  },
  {
    name: 'journal: a batch that cannot be written is answered all the same',
    file: 'web/api/journal/receiver.ts',
    proofs: ['redelivery journal', 'db web/api/journal'],
    edits: [["res.status(503).json({ error: 'try again', status: 503 });", 'res.json(DONE);']],
  },
  {
    name: 'mail: said to be sent before it is handed over',
    file: 'web/api/notices/sender.ts',
    proofs: ['redelivery sender'],
    edits: [
      [
        'carried.map(async it => ({ it, end: await hand(it) }))',
        "carried.map(async it => {\n      await db.$transaction(tx => record(tx, { it, end: { state: 'sent' }, at: now(), log }));\n      return { it, end: await hand(it) };\n    })",
      ],
    ],
  },
  {
    name: 'mail: each attempt is another mail',
    file: 'platform/mail/smtp.ts',
    proofs: ['redelivery sender', 'unit platform/mail'],
    edits: [['messageId: `<${id}@${domain}>`', 'messageId: `<${id}.${Date.now()}@${domain}>`']],
  },
  {
    name: "mail: one person's notices go with another's",
    file: 'web/api/notices/claim.ts',
    proofs: ['db web/api/notices/sender', 'redelivery sender'],
    edits: [[' AND other.recipient = lead.recipient', '']],
  },
  {
    name: 'mail: an address that is refused is tried for ever',
    file: 'web/api/notices/sender.ts',
    proofs: ['db web/api/notices/sender'],
    edits: [['if (error instanceof Refused) return {', 'if (error instanceof Refused && now().getTime() < 0) return {']],
  },
  { name: 'mail: who wants none gets it', file: 'web/api/notices/send.ts', proofs: ['db web/api/notices'], edits: [['(choice?.emailOn ?? true) ?', 'true ?']] },
];
