import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ClockActs } from '../deadlines/clock-acts.tsx';
import type { CaseView } from './case-tabs.tsx';
import { EscalateDialog } from './escalate-dialog.tsx';
import { ReclassifyDialog } from './reclassify-dialog.tsx';
import { useKeys } from './use-keys.ts';

type Act = 'escalate' | 'reclassify';

/** Which dialog of a case is open; kept by the page, so that a key can open it too. */
export function useCaseActs() {
  const [act, setAct] = useState<Act | null>(null);
  return { act, open: setAct, close: () => setAct(null) };
}

/** Acts on a case that need no task: escalate by hand, change its priority. */
export function CaseActs({ it, acts: { act, open, close } }: { it: CaseView; acts: ReturnType<typeof useCaseActs> }) {
  const { t } = useWords('workplace');
  useKeys({
    ...(it.may.includes('escalate') && { escalate: () => open('escalate') }),
    ...(it.may.includes('classify') && { reclassify: () => open('reclassify') }),
  });
  return (
    <>
      {it.may.includes('escalate') && <Button onClick={() => open('escalate')}>{t('task.escalate')}</Button>}
      {it.may.includes('classify') && <Button onClick={() => open('reclassify')}>{t('task.reclassify')}</Button>}
      <ClockActs it={it} />
      {act === 'escalate' && <EscalateDialog caseId={it.id} onClose={close} />}
      {act === 'reclassify' && <ReclassifyDialog it={it} onClose={close} />}
    </>
  );
}
