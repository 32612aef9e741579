import { useState } from 'react';
import { resumeCase } from '../../../contract/deadlines.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from '../workplace/case-tabs.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { ExtendDialog } from './extend-dialog.tsx';
import { PauseDialog } from './pause-dialog.tsx';

/** What one may do with the clock of a case: stop it for somebody, let it go on, extend the term. */
export function ClockActs({ it }: { it: CaseView }) {
  const { t } = useWords('deadlines');
  const [open, setOpen] = useState<'pause' | 'extend' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {it.may.includes('resume') && it.waitsFor !== null && <ResumeButton it={it} />}
      {it.may.includes('pause') && <Button onClick={() => setOpen('pause')}>{t('pause.open')}</Button>}
      {it.may.includes('extend') && <Button onClick={() => setOpen('extend')}>{t('extend.open')}</Button>}
      {open === 'pause' && <PauseDialog it={it} onClose={close} />}
      {open === 'extend' && <ExtendDialog it={it} onClose={close} />}
    </>
  );
}

function ResumeButton({ it }: { it: CaseView }) {
  const { t } = useWords('deadlines');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const resume = () => {
    const body = { version: it.version };
    return run(
      () => call(resumeCase, { caseId: it.id }, body, { idempotencyKey: keyFor(body) }),
      () => t('resume.done'),
    );
  };
  return (
    <>
      <Button busy={busy} onClick={() => void resume()}>
        {t('resume.open')}
      </Button>
      {problem && <ProblemView problem={problem} />}
    </>
  );
}
