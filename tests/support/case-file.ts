import type { CaseFile, HandlerDeps } from '../../processes/define-handler.ts';

export type CaseFacts = {
  form?: Record<string, unknown>;
  client?: { personalCode: string; givenName: string; familyName: string };
  submittedAt?: Date;
  decision?: { outcome: 'grant' | 'refuse'; amountCents: number | null };
};

/** An agency's system: what it answers to a path; undefined = not found; a BusinessError = it refuses. */
export type FakeAgency = (path: string, body?: unknown) => unknown;
export type FakeAgencies = Record<string, FakeAgency>;

export type KeptCase = CaseFacts & { facts: Record<string, { value: unknown; source: string }>; events: { name: string; data: Record<string, unknown> }[] };

export const buildCase = (facts: CaseFacts = {}): KeptCase => ({ ...facts, facts: {}, events: [] });

/** What a handler gets, with the case in memory and agencies that answer what the test says. */
export const fakeDeps = (kept: KeptCase, agencies: FakeAgencies, now: () => Date = () => new Date()): HandlerDeps => ({
  now,
  caseFile: fakeCaseFile(kept),
  agency(id) {
    const answerOf = agencies[id];
    if (!answerOf) throw new Error(`The test has no agency "${id}"`);
    return {
      async get(path, answer) {
        const found = await answerOf(path);
        return found === undefined ? undefined : answer.parse(found);
      },
      async post(path, body, answer) {
        return answer.parse(await answerOf(path, body));
      },
    };
  },
});

const fakeCaseFile = (kept: KeptCase): CaseFile => ({
  form: async () => kept.form ?? {},
  client: async () => kept.client ?? { personalCode: '120380-11111', givenName: 'Anna', familyName: 'Bērziņa' },
  facts: async () => Object.fromEntries(Object.entries(kept.facts).map(([key, { value }]) => [key, value])),
  decision: async () => kept.decision,
  submittedAt: async () => kept.submittedAt ?? new Date('2026-11-02T08:00:00Z'),
  recordFact: (key, value, source) => void (kept.facts[key] = { value, source }),
  recordEvent: (name, data) => void kept.events.push({ name, data }),
});
