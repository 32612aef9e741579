import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { listUndelivered, retryDelivery, type undelivered } from '../../../contract/deliveries.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import css from './templates.module.css';

type Undelivered = z.infer<typeof undelivered>;

/** For operators: what did not reach clients and why, whether a channel is switched off, how much waits. */
export function UndeliveredList() {
  const { t } = useWords('templates');
  const query = useCall(listUndelivered, {});
  return (
    <section aria-labelledby="undelivered">
      <h2 id="undelivered">{t('undelivered.title')}</h2>
      <Loaded query={query} what={t('undelivered.loading')}>
        {({ deliveries, waiting, mail, sms }) => (
          <>
            {mail === 'off' && <Notice level="waiting">{t('undelivered.off', { channel: t('domain:delivery.channel.email') })}</Notice>}
            {sms === 'off' && <p className={css.quiet}>{t('undelivered.off', { channel: t('domain:delivery.channel.sms') })}</p>}
            {waiting > 0 && <p>{t('undelivered.waiting', { count: waiting })}</p>}
            {deliveries.length === 0 && <p>{t('undelivered.empty')}</p>}
            <ul className={css.list}>
              {deliveries.map(it => (
                <Item key={it.id} it={it} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Item({ it }: { it: Undelivered }) {
  const { t, dateTime } = useWords('templates');
  const { run, busy, problem } = useAct();
  const what = `${t(`domain:notice.${it.notice}`)} · ${t(`domain:delivery.channel.${it.channel}`)}`;
  const retry = async () => {
    await run(
      () => call(retryDelivery, { deliveryId: it.id }),
      () => t('undelivered.retried'),
    );
    await reread(listUndelivered);
  };
  return (
    <li className={css.head}>
      <div>
        <p>
          <strong>{what}</strong>: {t(`domain:delivery.reason.${it.reason}`)}
        </p>
        <p className={css.quiet}>
          {it.caseId && (
            <Link to="/work/cases/$caseId" params={{ caseId: it.caseId }} search={{ tab: 'messages' }}>
              {t('undelivered.case')} {it.caseCode}
            </Link>
          )}{' '}
          <time dateTime={it.at}>{dateTime(it.at)}</time> · {t('undelivered.tried', { count: it.attempts })} {it.detail && <code>{it.detail}</code>}
        </p>
        {problem && <ProblemView problem={problem} />}
      </div>
      <Button busy={busy} aria-label={`${t('undelivered.retry')}: ${what} ${it.caseCode ?? ''}`} onClick={() => void retry()}>
        {t(busy ? 'undelivered.retrying' : 'undelivered.retry')}
      </Button>
    </li>
  );
}
