import type { Bug } from './bug.ts';

/** Who may, what is noted of it, and what comes from outside. */
export const PEOPLE: Bug[] = [
  {
    name: 'audit: an entry does not say what came before it',
    file: 'web/api/audit/audit.ts',
    proofs: ['simulation', 'db web/api/audit'],
    edits: [['prevHash: last?.hash ?? GENESIS,', 'prevHash: GENESIS,']],
  },
  {
    name: 'audit: accepting an application leaves no entry',
    file: 'web/api/cases/submit.ts',
    proofs: ['simulation', 'db web/api/http/submit', 'db web/api/cases/cases'],
    edits: [
      ["  await audit(tx, {\n    who: user.id,\n    did: 'case.submit'", "  if (Date.now() < 0) await audit(tx, {\n    who: user.id,\n    did: 'case.submit'"],
    ],
  },
  {
    name: 'audit: written beside the act, not with it',
    file: 'web/api/cases/acts/client.ts',
    proofs: ['simulation', 'db web/api/cases/cases'],
    edits: [
      ['makeClientActs({ now, newId, outbox, config }: CaseDeps', 'makeClientActs({ db, now, newId, outbox, config }: CaseDeps'],
      [
        "await audit(tx, { who: user.id, did: 'case.withdraw', at, caseId });",
        "await db.$transaction(own => audit(own, { who: user.id, did: 'case.withdraw', at, caseId }));",
      ],
    ],
  },
  {
    name: 'audit: the hash leaves out whose data it was',
    file: 'web/api/audit/audit.ts',
    proofs: ['unit tests/audit', 'db web/api/audit'],
    edits: [['caseId, clientId, purpose, data, prevHash]))', 'caseId, purpose, data, prevHash]))']],
  },
  {
    name: 'audit: an older checkpoint is not asked',
    file: 'web/api/audit/check.ts',
    proofs: ['unit tests/audit', 'db web/api/audit'],
    edits: [['if ((noted.get(seq) ?? hash) !== hash) return', 'if ((noted.get(seq) ?? hash) !== hash && seq === furthest) return']],
  },
  {
    name: 'audit: a look at a case leaves no entry',
    file: 'web/api/cases/access.ts',
    proofs: ['db web/api/cases/cases', 'db web/api/audit', 'db web/api/cases'],
    edits: [['if (purpose) await audit(', "if (purpose && user.id === '') await audit("]],
  },
  {
    name: 'audit: what was shown in a list is noted before it is shown, and lost when that fails',
    file: 'web/api/audit/shown.ts',
    proofs: ['db web/api/audit/shown'],
    edits: [['    await db.$transaction(tx =>', '    memory.keep(user.id, fresh);\n    await db.$transaction(tx =>']],
  },
  {
    name: 'token: for whom it was made is not asked',
    file: 'web/api/http/authenticate.ts',
    proofs: ['unit web/api/http/authenticate', 'db web/api/http/api'],
    edits: [['audience: config.KEYCLOAK_AUDIENCE, ', '']],
  },
  {
    name: 'token: an ended one holds for a day',
    file: 'web/api/http/authenticate.ts',
    proofs: ['unit web/api/http/authenticate', 'db web/api/http/api'],
    edits: [['const CLOCK_SKEW_S = 30;', 'const CLOCK_SKEW_S = 86_400;']],
  },
  {
    name: 'token: one that only says who somebody is lets them in',
    file: 'web/api/http/authenticate.ts',
    proofs: ['unit web/api/http/authenticate', 'db web/api/http/api'],
    edits: [["typ: z.literal('Bearer')", 'typ: z.string()']],
  },
  {
    name: 'token: what is known of it outlives it',
    file: 'web/api/http/authenticate.ts',
    proofs: ['unit web/api/http/authenticate', 'db web/api/http/api'],
    edits: [['Math.min(exp * 1000, Date.now() + KNOWN_FOR_MS)', 'Date.now() + KNOWN_FOR_MS']],
  },
  {
    name: "rights: a client sees every client's cases",
    file: 'web/api/cases/policy.ts',
    proofs: ['unit web/api/cases/policy', 'rights ^GET /api/cases/.caseId.$'],
    edits: [["user.clientId && user.clientId === it.clientId ? ['client'] : []", "user.clientId ? ['client'] : []"]],
  },
  {
    name: 'rights: whoever is complained of sees the complaint',
    file: 'web/api/cases/policy.ts',
    proofs: ['unit web/api/cases/policy', 'db web/api/cases/complaint'],
    edits: [['  if (it.complainedOf.includes(user.id)) return own;\n', '']],
  },
  {
    name: 'rights: a list does not ask whose agency it is',
    file: 'web/api/cases/rows.ts',
    proofs: ['db web/api/views/lists', 'db web/api/cases/view'],
    edits: [['many(Prisma.sql`c.owner = ${owner}`)', 'many(Prisma.sql`true`)']],
  },
  {
    name: 'rights: a list leaves out what its reader may see',
    file: 'web/api/cases/rows.ts',
    proofs: ['db web/api/views/lists', 'db web/api/cases/view'],
    edits: [['...(agency ? [many(Prisma.sql`c.holder = ${agency} AND c.holder <> c.owner`)] : []),', '']],
  },
  {
    name: 'rights: asked only after the act',
    file: 'web/api/tasks/complete.ts',
    proofs: ['db web/api/cases/cases', 'rights ^POST /api/tasks/.taskKey./complete$'],
    edits: [
      ['      refuseUnless(task, { user, version });\n', ''],
      ['      return { caseId: it.id };', "      refuseUnless({ ...task, state: 'open' }, { user, version });\n      return { caseId: it.id };"],
    ],
  },
  {
    name: 'rights: that a case exists is told to who may not see it',
    file: 'web/api/cases/access.ts',
    proofs: ['rights ^GET /api/cases/.caseId.$', 'db web/api/cases/cases'],
    edits: [
      ["throw new Problem('not-found', `No case ${caseId}`);\n  }\n\n  return", "throw new Problem('not-permitted', `No case ${caseId}`);\n  }\n\n  return"],
    ],
  },
  {
    name: 'rights: a task of another agency may be taken',
    file: 'web/api/tasks/policy.ts',
    proofs: ['unit web/api/tasks/policy', 'rights ^POST /api/tasks/.taskKey./claim$'],
    edits: [['user.agencyId !== null && user.agencyId === it.team && doersOf', 'user.agencyId !== null && doersOf']],
  },
  {
    name: 'rights: documents that are not public are shown to the client',
    file: 'web/api/documents/policy.ts',
    proofs: ['unit web/api/documents', 'db web/api/documents'],
    edits: [['maySeeInternal(user, it) ? {} : { public: true };', 'maySeeInternal(user, it) ? {} : {};']],
  },
  {
    name: 'rights: what is infected may be opened',
    file: 'web/api/documents/policy.ts',
    proofs: ['unit web/api/documents', 'db web/api/documents'],
    edits: [
      ["  if (state === 'infected') return false;\n", ''],
      ["return (state === 'unchecked' && !required) || addedBy === user.id;", "return (state !== 'uploaded' && !required) || addedBy === user.id;"],
    ],
  },
  {
    name: 'rights: of many cases the right of each is not asked',
    file: 'web/api/bulk/case-acts.ts',
    proofs: ['db web/api/bulk'],
    edits: [['.filter(it => maySeeCase(user, it))', '']],
  },
  {
    name: 'rights: everybody hears of every case',
    file: 'web/api/events/policy.ts',
    proofs: ['unit web/api/events', 'db web/api/events'],
    edits: [
      [
        '(hasTasks(user) && user.agencyId !== null && teams.includes(user.agencyId));\n\n/** Who hears that',
        '(hasTasks(user) && user.agencyId !== null);\n\n/** Who hears that',
      ],
    ],
  },
  {
    name: 'tasks: who comes second overwrites who came first',
    file: 'web/api/tasks/complete.ts',
    proofs: ['db web/api/cases/cases', 'db web/api/tasks'],
    edits: [['if (task.rowVersion !== version) throw', 'if (task.rowVersion < version) throw']],
  },
  {
    name: 'tasks: a case is not locked for an act',
    file: 'web/api/cases/find.ts',
    proofs: ['db web/api/cases', 'db web/api/tasks'],
    edits: [['WHERE id = ${caseId}::uuid FOR UPDATE`', 'WHERE id = ${caseId}::uuid`']],
  },
  {
    name: 'hostile: a bent cursor goes to the database',
    file: 'web/api/cases/page.ts',
    proofs: ['unit web/api/cases/page', 'fuzz'],
    edits: [[' && key.every((it, at) => isKind(it, kinds[at]!))', '']],
  },
  {
    name: 'hostile: NUL is let through',
    file: 'web/api/http/keepable.ts',
    proofs: ['unit web/api/http/keepable', 'fuzz'],
    edits: [['const UNKEEPABLE = /\\u0000/;', 'const UNKEEPABLE = /\\uffff/;']],
  },
  {
    name: 'hostile: markup of a name goes into a mail',
    file: 'web/api/notices/compose.ts',
    proofs: ['unit web/api/notices'],
    edits: [[".replaceAll('<', '&lt;')", '']],
  },
];
