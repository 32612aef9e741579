import { useState } from 'react';
import type { z } from 'zod';
import { settleOriginal, type originalView } from '../../../contract/originals.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useOriginalAct } from './use-original-act.ts';

export type Original = z.output<typeof originalView>;

/** What its reader may say of an original: it has come, it is missing, it was found. */
export function SettleButtons({ it }: { it: Original }) {
  const { t } = useWords('originals');
  const [missing, setMissing] = useState(false);
  const { run, busy, problem } = useOriginalAct();
  const settle = (result: 'received' | 'found') =>
    run(
      () => call(settleOriginal, { originalId: it.id }, { result, version: it.version }),
      () => (result === 'received' ? t('receive.done', { title: it.title }) : t('find.done')),
    );
  return (
    <>
      {it.may.includes('receive') && (
        <Button busy={busy} aria-label={t('receive.doName', { title: it.title })} onClick={() => void settle('received')}>
          {t('receive.do')}
        </Button>
      )}
      {it.may.includes('receive') && it.state === 'sent' && (
        <Button look="quiet" aria-label={t('miss.doName', { title: it.title })} onClick={() => setMissing(true)}>
          {t('miss.do')}
        </Button>
      )}
      {it.may.includes('find') && (
        <Button busy={busy} aria-label={t('find.doName', { title: it.title })} onClick={() => void settle('found')}>
          {t('find.do')}
        </Button>
      )}
      {problem !== null && <ProblemView problem={problem} />}
      {missing && <MissingDialog it={it} onClose={() => setMissing(false)} />}
    </>
  );
}

function MissingDialog({ it, onClose }: { it: Original; onClose(): void }) {
  const { t } = useWords('originals');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useOriginalAct();
  const tooShort = note.trim().length < 3;
  const save = async () => {
    setTried(true);
    if (tooShort) return;
    const done = await run(
      () => call(settleOriginal, { originalId: it.id }, { result: 'missing', note, version: it.version }),
      () => t('miss.done'),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void save()}>
        {t('miss.do')}
      </Button>
      <Button onClick={onClose}>{t('common:do.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('miss.title', { title: it.title })} onClose={onClose} actions={actions}>
      {problem !== null && <ProblemView problem={problem} />}
      <TextArea
        label={t('miss.note')}
        help={t('miss.noteHelp')}
        error={tried && tooShort ? t('miss.needed') : null}
        rows={3}
        maxLength={500}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
    </Dialog>
  );
}
