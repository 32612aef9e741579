type Variables = Record<string, any>;

/** No alarm set. */
export const NEVER = '2999-01-01T00:00:00Z';

/** Which process works on a kind, as `handles` in the folders says. */
const PROCESS_OF: Record<string, string> = {
  'work-order': 'work-order',
  'inter-agency-request': 'inter-agency-request',
  complaint: 'complaint',
  suggestion: 'suggestion',
  incident: 'incident',
  problem: 'problem',
};

/** What the shared jobs answer when a test says nothing else: the world goes on as it should. */
export const DEFAULT_ANSWERS: Record<string, (variables: Variables) => Variables> = {
  'register-application': () => ({ nextAlarmAt: NEVER }),
  'record-classification': ({ kind, serviceId, serviceCode, holder, deliveryProcessId, takeOver }) => ({
    nextAlarmAt: NEVER,
    kind,
    serviceId,
    serviceCode,
    holder,
    deliveryProcessId,
    takeOver,
    requestProcessId: PROCESS_OF[kind] ?? 'request',
    team: holder,
  }),
  'begin-first-line': () => ({}),
  'hand-over-case': ({ holder }) => ({ team: holder }),
  'accept-case': () => ({}),
  'return-case': () => ({ team: 'kac' }),
  'ask-client': () => ({}),
  'remind-client': () => ({ remindAt: NEVER }),
  'record-answer': () => ({}),
  'expire-question': () => ({}),
  'route-complaint': ({ team }) => ({ team }),
  'hand-to-partner': () => ({}),
  'take-back': () => ({}),
  'raise-change-request': () => ({ changeId: 'change' }),
  'record-proposal': () => ({}),
  'prepare-decision': () => ({}),
  'tell-kac': () => ({}),
  'inform-result': () => ({}),
  'ask-feedback': () => ({}),
  'check-deadline': () => ({ alarm: 'none', nextAlarmAt: NEVER }),
  'record-silence': () => ({}),
  'record-escalation': () => ({ escalationId: 'escalation' }),
  'withdraw-case': () => ({}),
  'reopen-case': () => ({ nextAlarmAt: NEVER }),
  'close-case': () => ({}),
  'open-incident': () => ({ priority: 3 }),
  'tell-management': () => ({}),
  'attach-child': () => ({}),
  'record-restored': () => ({}),
  'tell-children': () => ({ told: 0 }),
  'raise-problem': () => ({ problemId: 'problem' }),
  'open-problem': () => ({}),
  'move-problem': () => ({ significant: false }),
};
