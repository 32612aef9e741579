import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { escalationView } from '../../../contract/escalations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import styles from './escalations.module.css';

export type Escalation = z.output<typeof escalationView>;

/** One escalation in full: why, from whom, to whom, when; what was decided, by whom, and what came of it. */
export function EscalationItem({ it, heading: Heading = 'h3', title }: { it: Escalation; heading?: 'h2' | 'h3'; title?: ReactNode }) {
  const { t, say, dateTime } = useWords('people');
  const from = it.from.person?.name ?? (it.from.agency ? say(it.from.agency.title) : t('escalation.system'));
  return (
    <li className={styles.item}>
      <Heading className={styles.title}>
        {title ?? t(`escalation.kind.${it.kind}`)}
        {it.decision === null && it.type === 'hierarchical' && <StatusTag level="overdue">{t('escalation.open')}</StatusTag>}
      </Heading>
      <dl className={styles.facts}>
        {title !== undefined && <Fact name={t('escalation.reason')}>{t(`escalation.kind.${it.kind}`)}</Fact>}
        <Fact name={t('escalation.from')}>{from}</Fact>
        <Fact name={t('escalation.to')}>
          {say(it.to.title)} ({t(`escalation.type.${it.type}`)})
        </Fact>
        <Fact name={t('escalation.at')}>
          <time dateTime={it.at}>{dateTime(it.at)}</time>
        </Fact>
        {it.reason && (
          <Fact name={t('escalation.reason')}>
            <span className={styles.words}>{it.reason}</span>
          </Fact>
        )}
        {it.linkedCase && (
          <Fact name={t('escalation.linked')}>
            <Link to="/work/cases/$caseId" params={{ caseId: it.linkedCase.id }}>
              {it.linkedCase.code}
            </Link>
          </Fact>
        )}
        {it.decision && <Decided it={it} />}
      </dl>
    </li>
  );
}

function Decided({ it: { decision, instruction } }: { it: Escalation }) {
  const { t, say, dateTime } = useWords('people');
  if (!decision) return null;
  const who = decision.person?.name ?? (decision.team ? say(decision.team.title) : '');
  return (
    <Fact name={t('escalation.decision')}>
      {t(`escalation.decisions.${decision.what}`, { who })}
      {decision.by && <> · {t('escalation.by', { name: decision.by.name, at: dateTime(decision.at) })}</>}
      {decision.note && <p className={styles.words}>{decision.note}</p>}
      {instruction && (
        <p className={styles.quiet}>
          {instruction.acknowledgedAt
            ? t('escalation.ack', { name: instruction.acknowledgedBy?.name ?? '', at: dateTime(instruction.acknowledgedAt) })
            : t('escalation.noAck')}
        </p>
      )}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
