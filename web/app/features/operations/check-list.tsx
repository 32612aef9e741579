import type { z } from 'zod';
import { listChecks, type check } from '../../../contract/operations.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StatusTag, type Level } from '../../ui/status-tag.tsx';
import { sayAmount } from './amount.ts';
import styles from './operations.module.css';

type Check = z.output<typeof check>;

const AGAIN_MS = 5000;
const LEVELS: Record<Check['state'], Level> = { ok: 'done', warning: 'soon', critical: 'overdue', unknown: 'waiting' };
const WORST = ['critical', 'unknown', 'warning', 'ok'];

/** What is wrong with the platform now, since when, and what to do; the numbers renew themselves. */
export function CheckList() {
  const { t, time } = useWords('operations');
  const query = useCall(listChecks, {}, { again: () => AGAIN_MS });
  return (
    <section className={styles.section} aria-labelledby="platform-now">
      <h2 id="platform-now">{t('title')}</h2>
      <Loaded query={query} what={t('loading')}>
        {({ at, checks }) => {
          const troubles = checks.filter(it => it.state !== 'ok').sort((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state));
          const well = checks.filter(it => it.state === 'ok');
          return (
            <>
              <Notice live level={troubles.length === 0 ? 'done' : 'overdue'}>
                {troubles.length === 0 ? t('allWell') : t('trouble', { count: troubles.length })}
              </Notice>
              <ul className={styles.list}>
                {troubles.map(it => (
                  <Trouble key={it.id} check={it} />
                ))}
              </ul>
              <Well checks={well} />
              <p className={styles.quiet}>{t('at', { time: time(at) })}</p>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Trouble({ check: { id, state, value, unit, warning, since } }: { check: Check }) {
  const { t, dateTime } = useWords('operations');
  return (
    <li className={styles.trouble}>
      <div className={styles.head}>
        <h3>{t(`checks.${id}.name`)}</h3>
        <StatusTag level={LEVELS[state]}>{t(`states.${state}`)}</StatusTag>
      </div>
      <p>
        <strong>{value === null ? t('unknownValue') : sayAmount(t, value, unit)}</strong>
        {(unit !== 'count' || warning > 0) && <span className={styles.quiet}> · {t('limit', { value: sayAmount(t, warning, unit) })}</span>}
        {since && (
          <span className={styles.quiet}>
            {' '}
            · <time dateTime={since}>{t('since', { time: dateTime(since) })}</time>
          </span>
        )}
      </p>
      <p>{t(`checks.${id}.do`)}</p>
      <p className={styles.quiet}>{t('book', { chapter: id })}</p>
    </li>
  );
}

function Well({ checks }: { checks: Check[] }) {
  const { t } = useWords('operations');
  if (checks.length === 0) return null;
  return (
    <details className={styles.well}>
      <summary>{t('well', { number: checks.length })}</summary>
      <dl className={styles.numbers}>
        {checks.map(({ id, value, unit }) => (
          <div key={id}>
            <dt>{t(`checks.${id}.well`)}</dt>
            <dd>{value === null ? t('unknownValue') : sayAmount(t, value, unit)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
