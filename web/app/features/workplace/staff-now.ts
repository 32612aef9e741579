import type { Words } from '../../i18n/use-words.ts';
import type { CaseView } from './case-tabs.tsx';

type Facts = Pick<CaseView, 'status' | 'turn' | 'milestone' | 'agency' | 'assignee' | 'waitsFor' | 'dueAt' | 'outcome' | 'question'> & {
  deadline: Pick<CaseView['deadline'], 'state' | 'law'>;
};

/** Whose turn it is, in words that need no name bent: "pie Jums", "dara Līga Ozola", "gaidām klientu". */
function whose({ turn, waitsFor, assignee, agency }: Facts, me: string | null, { t, say }: Pick<Words, 't' | 'say'>): string {
  if (turn === 'client') return t('now.client');
  if (waitsFor && waitsFor !== 'client') return t('now.waits', { who: t([`who.${waitsFor}`, 'who.partner']) });
  if (assignee) return assignee.id === me ? t('now.you') : t('now.person', { name: assignee.name });
  return t('now.nobody', { agency: say(agency.title) });
}

/** Why that date: what the person was asked, or the law the term rests on. */
function why({ question, deadline, turn }: Facts, { t, say }: Pick<Words, 't' | 'say'>): string {
  if (turn === 'client' && question) return t('now.becauseQuestion');
  return deadline.law ? t('now.because', { law: say(deadline.law) }) : '';
}

function byWhen({ dueAt, deadline, question, turn }: Facts, { t, date }: Pick<Words, 't' | 'date'>): string {
  if (turn === 'client' && question) return t('now.until', { date: date(question.answerBy) });
  if (deadline.state === 'paused') return t('now.paused');
  return dueAt && deadline.state === 'running' ? t('now.until', { date: date(dueAt) }) : '';
}

/** "Tagad: …, pie …, līdz …, jo …": what, whose turn, by when and why, in one sentence. `words` are of `workplace`; `me` = who reads. */
export function staffNow(it: Facts, me: string | null, words: Pick<Words, 't' | 'say' | 'date'>): string {
  const { t, say } = words;
  if (it.status === 'closed') return t('case.closed', { outcome: t(`domain:outcome.${it.outcome ?? 'fulfilled'}`) });
  const what = it.milestone ? say(it.milestone) : t(`domain:status.${it.status}`);
  if (it.turn === 'nobody') return t('now.sentence', { clauses: [what, t('now.nothing')].join(', ') });
  return t('now.sentence', { clauses: [what, whose(it, me, words), byWhen(it, words), why(it, words)].filter(Boolean).join(', ') });
}
