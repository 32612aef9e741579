import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { getBatch, printBatch, sendBatch, settleOriginal, undoBatch } from '../../../contract/originals.ts';
import { call, openBytes } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { BatchTags, type Batch } from './batch-table.tsx';
import { OriginalTable } from './original-table.tsx';
import type { Original } from './settle-buttons.tsx';
import { useOriginalAct } from './use-original-act.ts';
import css from './originals.module.css';

const route = getRouteApi('/work/staff/originals/$batchId');

/** One parcel, line by line: packed and sent on one side, ticked off on the other. */
export function BatchPage() {
  const { t } = useWords('originals');
  const { batchId } = route.useParams();
  const query = useCall(getBatch, { batchId });
  useTitle(query.data ? t('batch.title', { number: query.data.batch.number }) : t('title'));
  return (
    <div className={css.page}>
      <Link to="/work/originals" search={{ list: 'batches' }}>
        ← {t('batch.back')}
      </Link>
      <Loaded query={query} what={t('batch.loading')} page>
        {({ batch, originals }) => <Parcel batch={batch} originals={originals} />}
      </Loaded>
    </div>
  );
}

function Parcel({ batch, originals }: { batch: Batch; originals: Original[] }) {
  const { t, say, dateTime } = useWords('originals');
  return (
    <>
      <h1>{t('batch.title', { number: batch.number })}</h1>
      <p>
        {say(batch.sender.title)} → {say(batch.holder.title)}
      </p>
      <p className={css.tags}>
        <BatchTags it={batch} />
        {batch.sentAt && `${t('batch.sent')} ${dateTime(batch.sentAt)}`}
      </p>
      {batch.may.includes('send') && <Notice>{t('batch.packHow')}</Notice>}
      <Acts batch={batch} originals={originals} />
      <OriginalTable label={t('batch.title', { number: batch.number })} originals={originals} />
    </>
  );
}

function Acts({ batch, originals }: { batch: Batch; originals: Original[] }) {
  const { t } = useWords('originals');
  const navigate = useNavigate();
  const { run, busy, problem } = useOriginalAct();
  const { id: batchId, number, version } = batch;
  const open = originals.filter(it => it.state === 'sent' && it.may.includes('receive'));
  const undo = async () => {
    const done = await run(
      async () => {
        await call(undoBatch, { batchId });
        await navigate({ to: '/work/originals', search: { list: 'here' } });
        return true;
      },
      () => t('batch.undone'),
    );
    return done;
  };
  const receiveAll = async () => {
    for (const it of open) await call(settleOriginal, { originalId: it.id }, { result: 'received', version: it.version });
  };
  return (
    <>
      {problem !== null && <ProblemView problem={problem} />}
      <div className={css.foot}>
        <Button
          onClick={() =>
            void run(
              () => openBytes(printBatch, { batchId }, `${number}.pdf`),
              () => '',
            )
          }
        >
          {t('batch.print')}
        </Button>
        {batch.may.includes('send') && (
          <Button
            look="main"
            busy={busy}
            onClick={() =>
              void run(
                () => call(sendBatch, { batchId }, { version }),
                () => t('batch.sentNow', { number }),
              )
            }
          >
            {t('batch.send')}
          </Button>
        )}
        {open.length > 1 && (
          <Button look="main" busy={busy} onClick={() => void run(receiveAll, () => t('receive.allDone'))}>
            {t('batch.allReceived')}
          </Button>
        )}
        {batch.may.includes('undo') && (
          <Button look="quiet" busy={busy} onClick={() => void undo()}>
            {t('batch.undo')}
          </Button>
        )}
      </div>
    </>
  );
}
