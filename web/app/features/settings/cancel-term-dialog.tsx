import { useState } from 'react';
import { cancelTerm, listTerms } from '../../../contract/terms.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import type { Term } from './group-terms.ts';

const SHORTEST = 3;

/** A planned term is taken back, with why; what held until then holds on. */
export function CancelTermDialog({ term, onClose }: { term: Term; onClose(): void }) {
  const { t, date } = useWords('settings');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const short = reason.trim().length < SHORTEST;
  const save = async () => {
    setTried(true);
    if (short) return;
    const body = { reason: reason.trim() };
    const done = await run(
      () => call(cancelTerm, { termId: term.id }, body, { idempotencyKey: keyFor(body) }),
      () => t('term.cancelledDone'),
    );
    await reread(listTerms);
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void save()}>
        {t('term.cancelDo')}
      </Button>
      <Button onClick={onClose}>{t('term.keep')}</Button>
    </>
  );
  return (
    <Dialog open title={t('term.cancelTitle')} onClose={onClose} actions={actions}>
      <p>{t('term.cancelText', { from: date(term.validFrom) })}</p>
      {problem && (problem.slug === 'state-conflict' ? <Notice level="waiting">{t('term.begun')}</Notice> : <ProblemView problem={problem} />)}
      <TextArea
        autoFocus
        label={t('term.reason')}
        rows={3}
        maxLength={500}
        value={reason}
        onChange={event => setReason(event.target.value)}
        error={tried && short ? t('fault.reason') : null}
      />
    </Dialog>
  );
}
