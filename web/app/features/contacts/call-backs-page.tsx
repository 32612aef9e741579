import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { assignCallBack, CALL_OUTCOMES, listCallBacks, recordCall, type callBackView } from '../../../contract/contacts.ts';
import { getMe } from '../../../contract/me.ts';
import { CALL_BACK_STATES } from '../../../contract/words.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import styles from './call-backs.module.css';

export type CallBack = z.output<typeof callBackView>;
const route = getRouteApi('/work/staff/call-backs');

/** Who waits for our call; those overdue first, because that is how they are due. */
export function CallBacksPage() {
  const { t } = useWords('contacts');
  useTitle(t('callBacks.title'));
  const { state = 'open' } = route.useSearch();
  const query = useCall(listCallBacks, { state }, { keep: true });
  const navigate = useNavigate();
  return (
    <div className={styles.page}>
      <h1>{t('callBacks.title')}</h1>
      <nav aria-label={t('callBacks.title')} className={styles.states}>
        {CALL_BACK_STATES.map(each => (
          <ButtonLink key={each} look="quiet" to="/work/call-backs" search={{ state: each }} aria-current={each === state ? 'page' : undefined}>
            {t(`callBacks.${each}`)}
            {query.data && each !== 'done' && ` (${query.data.counts[each]})`}
          </ButtonLink>
        ))}
      </nav>
      <Loaded query={query} what={t('callBacks.what')} lines={5}>
        {({ callBacks }) =>
          callBacks.length === 0 ? (
            <EmptyState
              title={t(`callBacks.none.${state}`)}
              action={
                state === 'open' ? undefined : <Button onClick={() => void navigate({ to: '/work/call-backs', search: {} })}>{t('callBacks.showOpen')}</Button>
              }
            />
          ) : (
            <ul className={styles.list}>
              {callBacks.map(it => (
                <Row key={it.id} it={it} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function Row({ it }: { it: CallBack }) {
  const { t, dateTime } = useWords('contacts');
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h2 className={styles.who}>
          <a href={`tel:${it.phone}`} className="figures">
            {it.phone}
          </a>
          {it.name && ` ${it.name}`}
        </h2>
        <p>{it.about}</p>
        <p className={styles.quiet}>
          {t('callBacks.promised', { at: dateTime(it.createdAt), by: it.createdBy })}
          {it.assignee && ` · ${t('callBacks.has', { name: it.assignee.name })}`}
        </p>
        <History it={it} />
      </div>
      <div className={styles.state}>
        <StatusTag level={it.level}>{t(`callBacks.level.${it.level}`)}</StatusTag>
        <p>{t('callBacks.due', { at: dateTime(it.dueAt) })}</p>
        {it.escalatedAt && <p>{t('callBacks.withLead')}</p>}
      </div>
      <Acts it={it} />
    </li>
  );
}

function History({ it: { history } }: { it: CallBack }) {
  const { t, dateTime } = useWords('contacts');
  if (history.length === 0) return null;
  return (
    <ul className={styles.history}>
      {history.map(entry => (
        <li key={entry.at + entry.name + (entry.outcome ?? '')}>
          {dateTime(entry.at)} · {t(entry.outcome ? `callBacks.outcome.${entry.outcome}` : `callBacks.history.${entry.name}`)}
          {entry.note && ` · ${entry.note}`}
          {entry.by && ` · ${entry.by}`}
        </li>
      ))}
    </ul>
  );
}

/** Calling, taking, and for the lead deciding. A second press while the first runs does nothing. */
function Acts({ it }: { it: CallBack }) {
  const { t } = useWords('contacts');
  const me = useCall(getMe, {}, { staleTime: Infinity }).data?.id;
  const [deciding, setDeciding] = useState(false);
  const { run, busy, problem } = useRun();
  if (it.may.length === 0) return null;
  const mine = it.assignee?.id === me;
  return (
    <div className={styles.acts}>
      {problem && <ProblemView problem={problem} />}
      {CALL_OUTCOMES.map(outcome => (
        <Button
          key={outcome}
          look={outcome === 'reached' ? 'main' : 'plain'}
          busy={busy}
          aria-label={`${t(`callBacks.outcome.${outcome}`)}: ${it.phone}`}
          onClick={() => void run(() => call(recordCall, { callBackId: it.id }, { outcome, version: it.version }, { idempotencyKey: crypto.randomUUID() }))}
        >
          {t(`callBacks.outcome.${outcome}`)}
        </Button>
      ))}
      {me && (
        <Button
          look="quiet"
          busy={busy}
          aria-label={`${t(mine ? 'callBacks.putBack' : 'callBacks.take')}: ${it.phone}`}
          onClick={() => void run(() => call(assignCallBack, { callBackId: it.id }, { assigneeId: mine ? null : me, version: it.version }))}
        >
          {t(mine ? 'callBacks.putBack' : 'callBacks.take')}
        </Button>
      )}
      {it.may.includes('move') && (
        <Button look="quiet" aria-label={`${t('decide.title')}: ${it.phone}`} onClick={() => setDeciding(true)}>
          {t('decide.title')}
        </Button>
      )}
      <DecideDialog it={it} open={deciding} onClose={() => setDeciding(false)} />
    </div>
  );
}

/** Runs one act at a time, and reads the queue again afterwards, after a refusal too. */
export function useRun() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      return false;
    } finally {
      await reread(listCallBacks);
      setBusy(false);
    }
  };
  return { run, busy, problem };
}
