import { useWords } from '../../i18n/use-words.ts';
import { AnswerRows } from '../../ui/answer-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { CaseView } from './case-tabs.tsx';

/** Four eyes: the decision that waits to be confirmed, whole; or why it came back. */
export function Proposed({ it }: { it: CaseView }) {
  const { t, say, money, dateTime } = useWords('workplace');
  const { proposed } = it;
  if (!proposed) return null;
  const [name, at] = [proposed.proposedBy.name, dateTime(proposed.proposedAt)];
  const rows = [
    { key: 'outcome', label: t('proposed.outcome'), text: t(`decision.outcomes.${proposed.outcome}`) },
    ...(proposed.amountCents === null ? [] : [{ key: 'amount', label: t('proposed.amount'), text: money(proposed.amountCents) }]),
    {
      key: 'grounds',
      label: t('proposed.grounds'),
      text: proposed.grounds.map(ground => `${say(ground.text)}${ground.law ? ` (${say(ground.law)})` : ''}`).join('; '),
    },
    ...(proposed.reason ? [{ key: 'reason', label: t('proposed.reason'), text: proposed.reason }] : []),
  ];
  return (
    <Notice level="waiting">
      <p>
        <strong>{t(`proposed.${proposed.state}`)}</strong>
      </p>
      <p>
        {proposed.returnedBy && proposed.returnedAt
          ? t('proposed.returnedBy', { name, at, by: proposed.returnedBy.name, when: dateTime(proposed.returnedAt) })
          : t('proposed.openText', { name, at })}
      </p>
      {proposed.returnReason && <p>{t('proposed.returnedText', { reason: proposed.returnReason })}</p>}
      <AnswerRows rows={rows} />
    </Notice>
  );
}
