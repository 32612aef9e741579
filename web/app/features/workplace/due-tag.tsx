import { StatusTag } from '../../ui/status-tag.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { dueWords } from './due-words.ts';

type Facts = { dueAt: string | null; overdue: boolean; escalated: boolean; waitsFor: string | null; priority: number };

/** When it is due, first and in words, and what is unusual about it: waits, overdue, escalated, urgent. */
export function DueTag({ dueAt, overdue, escalated, waitsFor, priority }: Facts) {
  const { t, date } = useWords('workplace');
  const due = dueWords(dueAt, new Date());
  const words = due.key === 'by' ? t('due.by', { date: date(due.date) }) : due.key === 'late' ? t('due.late', { count: due.count }) : t(`due.${due.key}`);
  const late = overdue || due.key === 'late';
  return (
    <>
      {late && !waitsFor ? <StatusTag level="overdue">{due.key === 'late' ? words : t('tag.overdue')}</StatusTag> : <span>{words}</span>}
      {escalated && <StatusTag level="overdue">{t('tag.escalated')}</StatusTag>}
      {priority <= 2 && <StatusTag level="soon">{t('tag.priority', { n: priority })}</StatusTag>}
      {waitsFor && <StatusTag level="waiting">{t('tag.waitingFor', { who: t(`who.${waitsFor}`, { defaultValue: waitsFor }) })}</StatusTag>}
    </>
  );
}
