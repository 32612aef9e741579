import { makeCallBacks } from './call-backs.ts';
import { makeConsultations } from './consultations.ts';
import { makeConversation } from './conversation.ts';
import { makeCounts } from './counts.ts';
import type { ContactDeps } from './deps.ts';
import { makeContactTime } from './time.ts';
import { makeTopics } from './topics.ts';
import { makeVerify } from './verify.ts';

export type Contacts = ReturnType<typeof makeContacts>;

/** Conversations with people, kept apart from applications (RT1.4): who, by which channel, what about, and what came of it. */
export function makeContacts(deps: ContactDeps) {
  const { view, ...conversation } = makeConversation(deps);
  return {
    ...conversation,
    topic: makeTopics(deps),
    verify: makeVerify(deps, view),
    ...makeCallBacks(deps),
    ...makeConsultations(deps),
    ...makeCounts(deps),
    ...makeContactTime(deps),
  };
}
