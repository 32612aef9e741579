import { useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/notice.tsx';
import type { TaskView } from './decision.ts';

/** What the decision tables propose, and on which ground. A proposal binds nobody. */
export function Proposal({ proposal }: { proposal: TaskView['proposal'] }) {
  const { t, say, money } = useWords('workplace');
  if (!proposal) return <Notice>{t('decision.noProposal')}</Notice>;
  const { result, amountCents, reason } = proposal;
  const words =
    result === 'grant' && amountCents !== null
      ? t('decision.proposed.grant', { amount: money(amountCents) })
      : t([`decision.proposed.${result === 'grant' ? 'grantPlain' : result}`, 'decision.proposed.manual']);
  return (
    <Notice>
      <p>
        {t('decision.proposal')}: <strong>{words}</strong>
      </p>
      {reason && <p>{say(reason)}</p>}
    </Notice>
  );
}
