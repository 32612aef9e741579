import { daysAfter } from '../../../../platform/days.ts';
import { Problem } from '../../../../platform/problem.ts';
import { readCalendar } from '../../calendars/read.ts';
import { recordEvent } from '../../cases/record.ts';
import { wordsIn, write, type Act, type Completion } from './act.ts';

const DEFAULT_DAYS = 10;

/** Level 2 needs another agency (PROCESSES §1.4): whom, what for and until when stays here, the engine gets ids and dates. */
export const handToPartner: Act = async completion => {
  const { tx, it, task, data, at, deps } = completion;
  const partner = wordsIn(data, 'partner');
  const note = wordsIn(data, 'partnerNote');
  const known = partner && partner !== task.team && (await tx.agency.findUnique({ where: { id: partner }, select: { id: true } }));
  if (!known) throw new Problem('invalid-form', 'To which agency?', [{ path: 'partner', code: partner ? 'option' : 'required' }]);
  if (!note) throw new Problem('invalid-form', 'What is the partner to do?', [{ path: 'partnerNote', code: 'required' }]);

  const days = typeof data['partnerWithinDays'] === 'number' ? data['partnerWithinDays'] : DEFAULT_DAYS;
  const partnerBy = daysAfter(at, Math.min(Math.max(Math.round(days), 1), 60), await readCalendar(tx, it.calendar));
  const handOverId = deps.newId();
  await tx.escalation.create({ data: { id: handOverId, caseId: it.id, type: 'functional', from: task.team, to: known.id, reason: note, at } });
  await write(completion, 'internal', note);
  return { partner: known.id, handOverId, partnerByAt: partnerBy.toISOString() };
};

/** What the partner did is for colleagues; level 2 tells the client (G1). */
export const partnerWork: Act = async ({ tx, task, user }) => {
  const { handOverId } = task.variables as { handOverId?: string };
  if (handOverId) await tx.escalation.updateMany({ where: { id: handOverId }, data: { decidedBy: user.id } });
  return {};
};

/** Work that was ordered, or agreed between agencies: what was done stands among the messages, for those who asked. */
export const work: Act = async completion => {
  const outcome = completion.data['outcome'];
  await say(completion, ['done', 'cannot'], 'What was done, or why not');
  if (outcome === 'done') await told(completion, 'work-delivered', {});
  if (outcome === 'redo') await told(completion, 'work-not-accepted', {});
  return {};
};

/** Agencies agree on terms: what each offers stands on the timeline and among the messages. */
export const terms: Act = async completion => {
  const { data, task } = completion;
  const said = { by: task.team.toUpperCase(), agreedOn: wordsIn(data, 'agreedOn') };
  await say(completion, ['counter', 'decline'], 'Terms or reasons');
  if (data['outcome'] === 'agree') await told(completion, 'terms-agreed', said);
  if (data['outcome'] === 'counter') await told(completion, 'terms-proposed', said);
  if (data['outcome'] === 'decline') await told(completion, 'terms-declined', { by: said.by });
  return {};
};

async function told(
  { tx, it, user, at }: Completion,
  name: 'work-delivered' | 'work-not-accepted' | 'terms-agreed' | 'terms-proposed' | 'terms-declined',
  data: object,
) {
  await recordEvent(tx, { caseId: it.id, name, at, actor: user.id, data: { ...data } });
}

/** Between agencies there is no client: their words are for staff. With one, the client reads the answer. */
async function say(completion: Completion, on: string[], what: string): Promise<void> {
  if (!on.includes(String(completion.data['outcome']))) return;
  const answer = wordsIn(completion.data, 'answer');
  if (!answer) throw new Problem('invalid-form', `${what} is needed`, [{ path: 'answer', code: 'required' }]);
  await write(completion, completion.it.clientId ? 'to-client' : 'internal', answer);
}
