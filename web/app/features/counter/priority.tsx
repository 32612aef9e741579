import { proposePriority } from '../../../contract/contacts.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Channel, ToldKind } from './registration.ts';
import styles from './register.module.css';

/** What priority it will have, and from what that follows; the very tables of the process say so. */
export function Priority({ kind, channel, serviceId }: { kind: ToldKind | 'service-request'; channel: Channel; serviceId: string | null }) {
  const { t } = useWords('counter');
  const said = useCall(proposePriority, { kind, channel, ...(serviceId && { serviceId }) }, { keep: true }).data;
  if (!said) return null;
  return (
    <p role="status" className={styles.quiet}>
      {said.priority === null
        ? t('priority.unknown')
        : `${t(said.sure ? 'priority.will' : 'priority.proposed', { priority: said.priority })} ${t('priority.why', { impact: t(`domain:impact.${said.impact}`), urgency: t(`domain:urgency.${said.urgency}`) })}`}
    </p>
  );
}
