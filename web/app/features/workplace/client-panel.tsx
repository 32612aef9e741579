import { useWords } from '../../i18n/use-words.ts';
import type { CaseView } from './case-tabs.tsx';
import { ClientProfile } from './client-profile.tsx';
import styles from './case.module.css';

/** Who it is for, as little as the work needs: the personal code is masked, and the look itself is recorded (B4.3). */
export function ClientPanel({ it }: { it: CaseView }) {
  const { t, dateTime, say } = useWords('workplace');
  const { t: word } = useWords('domain');
  const { client } = it;
  const unknown = t('client.unknown');
  const facts: [string, string][] = [
    ...((client
      ? [
          [t('client.name'), client.name],
          [t('client.code'), client.personalCodeMasked],
          [t('client.email'), client.email ?? unknown],
          [t('client.phone'), client.phone ?? unknown],
        ]
      : []) as [string, string][]),
    [t('case.channel'), word(`channel.${it.channel}`) + (it.byMandate ? ` · ${t('case.mandate')}` : '')],
    [t('case.submitted'), dateTime(it.submittedAt)],
    [t('case.owner'), say(it.owner.title)],
    [t('case.team'), say(it.agency.title)],
    [t('case.resultWay'), word(`resultWay.${it.resultWay}`)],
    [t('case.impact'), word(`impact.${it.impact}`)],
    [t('case.urgency'), word(`urgency.${it.urgency}`)],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>{client ? t('client.audited') : t('client.none')}</p>
      {client && <ClientProfile clientId={client.id} caseId={it.id} />}
    </>
  );
}
