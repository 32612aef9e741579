import type { z } from 'zod';
import type { caseView } from '../../../contract/cases.ts';
import type { Words } from '../../i18n/use-words.ts';

type Facts = Pick<z.infer<typeof caseView>, 'status' | 'turn' | 'milestone' | 'agency' | 'dueAt' | 'outcome' | 'closedAt' | 'question' | 'deadline'>;

/** "Tagad: …, izskata …, atbilde līdz …, jo …": where the case is, with whom, by when and why. `t` is of `portal`. */
export function nowSentence(it: Facts, { t, say, date }: Pick<Words, 't' | 'say' | 'date'>): string {
  if (it.status === 'closed') {
    const outcome = it.outcome ? t(`domain:outcome.${it.outcome}`) : t('domain:status.closed');
    return `${t('case.ended', { date: it.closedAt ? date(it.closedAt) : '', outcome })}.`;
  }
  if (it.status === 'done') return `${t('case.done')}.`;
  const clauses =
    it.turn === 'client' && it.question
      ? [t('case.nowYou'), t('case.nowAnswerBy', { date: date(it.question.answerBy) }), t('case.becauseQuestion')]
      : [
          it.milestone ? say(it.milestone) : t(`domain:status.${it.status}`),
          t('case.nowWhere', { agency: say(it.agency.title) }),
          it.dueAt && it.deadline.state === 'running' ? t('case.nowUntil', { date: date(it.dueAt) }) : '',
          it.dueAt && it.deadline.state === 'running' && it.deadline.law ? t('case.because', { law: say(it.deadline.law) }) : '',
        ];
  return `${t('case.now')}: ${clauses.filter(Boolean).join(', ')}`;
}
