import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ClockActs } from '../deadlines/clock-acts.tsx';
import type { CaseView } from './case-tabs.tsx';
import { EndingDialog, Reopening } from './ending-dialog.tsx';
import { EscalateDialog } from './escalate-dialog.tsx';
import { ReclassifyDialog } from './reclassify-dialog.tsx';
import { useKeys } from './use-keys.ts';

type Act = 'escalate' | 'reclassify' | 'reopen' | 'void';

/** Which dialog of a case is open; kept by the page, so that a key can open it too. */
export function useCaseActs() {
  const [act, setAct] = useState<Act | null>(null);
  return { act, open: setAct, close: () => setAct(null) };
}

/** Acts on a case that need no task: escalate by hand, change its priority, close what was a mistake, open again what was closed. */
export function CaseActs({ it, acts: { act, open, close } }: { it: CaseView; acts: ReturnType<typeof useCaseActs> }) {
  const { t } = useWords('workplace');
  useKeys({
    ...(it.may.includes('escalate') && { escalate: () => open('escalate') }),
    ...(it.may.includes('classify') && { reclassify: () => open('reclassify') }),
    ...(it.may.includes('reopen') && { reopen: () => open('reopen') }),
    ...(it.may.includes('void') && { void: () => open('void') }),
  });
  return (
    <>
      {it.may.includes('escalate') && <Button onClick={() => open('escalate')}>{t('task.escalate')}</Button>}
      {it.may.includes('classify') && <Button onClick={() => open('reclassify')}>{t('task.reclassify')}</Button>}
      <ClockActs it={it} />
      {it.may.includes('void') && <Button onClick={() => open('void')}>{t('task.void')}</Button>}
      <Reopening it={it} onReopen={() => open('reopen')} />
      {act === 'escalate' && <EscalateDialog caseId={it.id} onClose={close} />}
      {(act === 'reopen' || act === 'void') && <EndingDialog it={it} act={act} onClose={close} />}
      {act === 'reclassify' && <ReclassifyDialog it={it} onClose={close} />}
    </>
  );
}
