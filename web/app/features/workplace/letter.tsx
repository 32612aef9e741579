import { getService } from '../../../contract/catalogue.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { CaseView } from './case-tabs.tsx';
import { parseAmount, type DecisionDraft, type TaskView } from './decision.ts';
import { decisionData } from './decision.ts';
import { LetterPreview } from './letter-preview.tsx';
import styles from './decision.module.css';

/** What the client will receive, as it is being decided: the decider reads it as the client will. */
export function Letter({ draft, task, it }: { draft: DecisionDraft; task: TaskView; it: CaseView }) {
  const { t, say } = useWords('workplace');
  const service = useCall(getService, { serviceId: it.service?.id ?? '' }, { enabled: it.service !== null, staleTime: Infinity }).data;
  const decides = draft.outcome === 'grant' || draft.outcome === 'refuse';
  const grounds = task.grounds.filter(ground => draft.grounds.includes(ground.id));
  return (
    <aside className={styles.letter} aria-labelledby="letter">
      <h3 id="letter">{t('decision.letter')}</h3>
      {draft.outcome === null ? (
        <p className={styles.quiet}>{t('decision.letterEmpty')}</p>
      ) : (
        <>
          <p>{it.client?.name}</p>
          <Opening draft={draft} title={it.service ? say(it.service.title) : (it.subject ?? '')} />
          {decides && grounds.length > 0 && (
            <>
              <p>
                <strong>{t('decision.letterGrounds')}</strong>
              </p>
              <ul>
                {grounds.map(ground => (
                  <li key={ground.id}>
                    {say(ground.text)}
                    {ground.law && ` (${say(ground.law)})`}
                  </li>
                ))}
              </ul>
            </>
          )}
          {draft.outcome !== 'clarify' && draft.reason.trim() && <p className={styles.said}>{draft.reason.trim()}</p>}
          {decides && service && (
            <p>
              <strong>{t('decision.letterAppeal')}.</strong> {say(service.appeal)}
            </p>
          )}
          {decides && <LetterPreview taskKey={task.key} data={decisionData(draft)} />}
        </>
      )}
    </aside>
  );
}

function Opening({ draft, title }: { draft: DecisionDraft; title: string }) {
  const { t, money } = useWords('workplace');
  const cents = parseAmount(draft.amount);
  if (draft.outcome === 'grant') return <p>{t('decision.letterGrant', { service: title, amount: cents ? money(cents) : '…' })}</p>;
  if (draft.outcome === 'refuse') return <p>{t('decision.letterRefuse', { service: title })}</p>;
  if (draft.outcome === 'withdrawn') return <p>{t('decision.letterWithdrawn')}</p>;
  return (
    <>
      <p>{t('decision.letterClarify')}</p>
      <p className={styles.said}>{draft.question.trim() || '…'}</p>
      <p>{t('decision.letterAnswerBy', { count: draft.answerWithinDays })}</p>
    </>
  );
}
