import { lazy, Suspense, useState } from 'react';
import { getCase, getTimeline, listMyCases, reopenCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { Case } from './case-page.tsx';
import css from './case-page.module.css';

const Dialog = lazy(() => import('../../ui/dialog.tsx').then(module => ({ default: module.Dialog })));
const SHORTEST = 3;

/** A closed case, opened again within the period the agency sets: until when, and what it means. */
export function CaseReopening({ it }: { it: Case }) {
  const { t, date } = useWords('portal');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const reopen = async () => {
    setEmpty(reason.trim().length < SHORTEST);
    if (reason.trim().length < SHORTEST) return;
    setBusy(true);
    setProblem(null);
    try {
      await call(reopenCase, { caseId: it.id }, { reason: reason.trim() }, { idempotencyKey: key });
      setOpen(false);
      await reread(getCase, getTimeline, listMyCases);
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };

  return (
    <div className={css.part}>
      {it.reopenUntil && <p>{t('case.reopenUntil', { date: date(it.reopenUntil) })}</p>}
      <div>
        <Button onClick={() => setOpen(true)}>{t('case.reopen')}</Button>
      </div>
      <Suspense>
        {open && (
          <Dialog
            open
            title={t('case.reopenTitle', { code: it.code })}
            onClose={() => setOpen(false)}
            actions={
              <>
                <Button look="main" busy={busy} onClick={() => void reopen()}>
                  {t('case.reopenYes')}
                </Button>
                <Button onClick={() => setOpen(false)}>{t('case.reopenNo')}</Button>
              </>
            }
          >
            <p>{t('case.reopenText')}</p>
            <TextArea
              label={t('case.reopenReason')}
              error={empty ? t('case.reopenEmpty') : null}
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
            {problem !== null && <ProblemView problem={problem} />}
          </Dialog>
        )}
      </Suspense>
    </div>
  );
}
