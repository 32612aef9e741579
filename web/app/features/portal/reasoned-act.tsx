import { lazy, Suspense, useState } from 'react';
import { call } from '../../api/call.ts';
import { reopenCase, withdrawCase } from '../../../contract/cases.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useOwnAct } from './use-own-act.ts';

const Dialog = lazy(() => import('../../ui/dialog.tsx').then(module => ({ default: module.Dialog })));
const SHORTEST = 3;

const ACTS = {
  withdraw: {
    look: { open: 'danger', yes: 'danger' },
    asksWhy: false,
    send: (caseId: string, reason: string, idempotencyKey: string) => call(withdrawCase, { caseId }, { reason: reason || null }, { idempotencyKey }),
  },
  reopen: {
    look: { open: 'plain', yes: 'main' },
    asksWhy: true,
    send: (caseId: string, reason: string, idempotencyKey: string) => call(reopenCase, { caseId }, { reason }, { idempotencyKey }),
  },
} as const;

/** Withdrawing a case or opening it again: one question before, which says what it means. What was typed stays until it is done. */
export function ReasonedAct({ what, caseId, code }: { what: keyof typeof ACTS; caseId: string; code: string }) {
  const { t } = useWords('portal');
  const { look, asksWhy, send } = ACTS[what];
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const { run, busy, problem } = useOwnAct();
  const missing = asksWhy && reason.trim().length < SHORTEST;
  const act = async () => {
    setTried(true);
    if (!missing && (await run(() => send(caseId, reason.trim(), key)))) setOpen(false);
  };

  const actions = (
    <>
      <Button look={look.yes} busy={busy} onClick={() => void act()}>
        {t(`case.${what}Yes`)}
      </Button>
      <Button onClick={() => setOpen(false)}>{t(`case.${what}No`)}</Button>
    </>
  );
  return (
    <div>
      <Button look={look.open} onClick={() => setOpen(true)}>
        {t(`case.${what}`)}
      </Button>
      <Suspense>
        {open && (
          <Dialog open title={t(`case.${what}Title`, { code })} onClose={() => setOpen(false)} actions={actions}>
            <p>{t(`case.${what}Text`)}</p>
            <TextArea
              label={t(`case.${what}Reason`)}
              optional={!asksWhy}
              error={tried && missing ? t('case.reopenEmpty') : null}
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
