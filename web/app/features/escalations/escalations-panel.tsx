import { listCaseEscalations } from '../../../contract/escalations.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { EscalationItem } from './escalation-item.tsx';
import styles from './escalations.module.css';

/** Every hand-over between levels and every escalation of a case, the oldest first (PROCESSES §1.4). */
export function EscalationsPanel({ caseId }: { caseId: string }) {
  const { t } = useWords('people');
  const query = useCall(listCaseEscalations, { caseId });
  return (
    <Loaded query={query} what={t('escalation.loading')}>
      {({ escalations }) =>
        escalations.length === 0 ? (
          <p>
            {t('escalation.empty')}. {t('escalation.emptyText')}
          </p>
        ) : (
          <ol className={styles.list}>
            {escalations.map(it => (
              <EscalationItem key={it.id} it={it} />
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}
