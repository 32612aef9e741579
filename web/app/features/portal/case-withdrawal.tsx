import { lazy, Suspense, useState } from 'react';
import { getCase, getTimeline, listMyCases, withdrawCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

const Dialog = lazy(() => import('../../ui/dialog.tsx').then(module => ({ default: module.Dialog })));

/** Withdrawing, with one question before: what it means. */
export function CaseWithdrawal({ caseId, code }: { caseId: string; code: string }) {
  const { t } = useWords('portal');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const withdraw = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await call(withdrawCase, { caseId }, { reason: reason.trim() || null }, { idempotencyKey: key });
      setOpen(false);
      await reread(getCase, getTimeline, listMyCases);
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };

  return (
    <div>
      <Button look="danger" onClick={() => setOpen(true)}>
        {t('case.withdraw')}
      </Button>
      <Suspense>
        {open && (
          <Dialog
            open
            title={t('case.withdrawTitle', { code })}
            onClose={() => setOpen(false)}
            actions={
              <>
                <Button look="danger" busy={busy} onClick={() => void withdraw()}>
                  {t('case.withdrawYes')}
                </Button>
                <Button onClick={() => setOpen(false)}>{t('case.withdrawNo')}</Button>
              </>
            }
          >
            <p>{t('case.withdrawText')}</p>
            <TextArea label={t('case.withdrawReason')} optional rows={3} maxLength={2000} value={reason} onChange={event => setReason(event.target.value)} />
            {problem !== null && <ProblemView problem={problem} />}
          </Dialog>
        )}
      </Suspense>
    </div>
  );
}
