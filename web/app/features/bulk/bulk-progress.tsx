import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { getBulk, listBulk, stopBulk, undoBulk } from '../../../contract/bulk.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { keyOf, reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { rereadWork, useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from './bulk.module.css';

type View = ReplyOf<typeof getBulk>;

/** How often a running action is looked at (ms): it has no event of its own, and lasts seconds. */
const LOOK_EVERY_MS = 700;

/** How far it is, what came of each, and the ways out: stop the rest, or take it all back. */
export function BulkProgress({ bulkId }: { bulkId: string }) {
  const { t } = useWords('bulk');
  const query = useQuery<View, ApiProblem>({
    queryKey: keyOf(getBulk, { bulkId }),
    queryFn: async ({ signal }) => {
      const view = await call(getBulk, { bulkId }, undefined, { signal });
      if (view.state !== 'running') await Promise.all([rereadWork(), reread(listBulk)]);
      return view;
    },
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : LOOK_EVERY_MS),
  });
  if (query.isError && !query.data) return <ProblemView problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Waiting what={t('loading')} lines={3} />;
  return <Progress view={query.data} onChanged={() => void query.refetch()} />;
}

function Progress({ view, onChanged }: { view: View; onChanged(): void }) {
  const { t } = useWords('bulk');
  const { run, busy, problem } = useAct();
  const intention = useIntention();
  const { id: bulkId, total, counts, state, may, undoes, undoneBy } = view;
  const ended = total - counts.waiting;
  const stop = async () => {
    await run(() => call(stopBulk, { bulkId }));
    onChanged();
  };
  const undo = async () => {
    await run(() => call(undoBulk, { bulkId }, undefined, { idempotencyKey: intention(bulkId) }));
    onChanged();
  };
  const rest = view.items.filter(it => it.state !== 'done' && it.state !== 'waiting');
  return (
    <div className={css.part}>
      <label className={css.progress}>
        <span role="status">{t(state === 'running' ? 'running' : undoes ? 'undone' : `ended.${state}`, { count: counts.done, total })}</span>
        <progress max={total} value={ended} />
      </label>
      {problem && <ProblemView problem={problem} />}
      {rest.length > 0 && (
        <div className={css.results} tabIndex={0} role="region" aria-label={t('notDone', { count: rest.length })}>
          <ul>
            {rest.map(({ position, code, caseId, state: came, why }) => (
              <li key={position}>
                {caseId && code ? (
                  <Link to="/work/cases/$caseId" params={{ caseId }} className={css.code}>
                    {code}
                  </Link>
                ) : (
                  <span className={css.code}>{t('unseen')}</span>
                )}{' '}
                {came === 'stopped' ? t('why.stopped') : t([`why.${why}`, 'why.unknown'])}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={css.acts}>
        {may.includes('stop') && (
          <Button busy={busy} onClick={() => void stop()}>
            {t('stop')}
          </Button>
        )}
        {may.includes('undo') && (
          <Button busy={busy} onClick={() => void undo()}>
            {t('undo')}
          </Button>
        )}
      </div>
      {undoneBy && <BulkProgress bulkId={undoneBy} />}
    </div>
  );
}
