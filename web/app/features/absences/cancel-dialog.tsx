import { useState } from 'react';
import { cancelAbsence, listAbsences, listMyAbsences } from '../../../contract/absences.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import type { Absence } from './absence-item.tsx';

/** Cancels an absence, or ends one that has begun; asks whether tasks not begun come back. */
export function CancelDialog({ absence, onClose }: { absence: Absence; onClose(): void }) {
  const { t, date } = useWords('people');
  const [takeBack, setTakeBack] = useState(true);
  const { run, busy, problem } = useAct();
  const cancel = async () => {
    const done = await run(
      () => call(cancelAbsence, { absenceId: absence.id, version: absence.version, takeBack: takeBack ? 'true' : 'false' }),
      () => t('absence.cancelled'),
    );
    await reread(listAbsences, listMyAbsences);
    if (done) onClose();
  };
  const circle = problem?.faults.some(it => it.code === 'circle');
  const actions = (
    <>
      <Button look="danger" busy={busy} onClick={() => void cancel()}>
        {t('absence.cancelDo')}
      </Button>
      <Button onClick={onClose}>{t('absence.keep')}</Button>
    </>
  );
  return (
    <Dialog open title={t('absence.cancelTitle')} onClose={onClose} actions={actions}>
      {circle ? <Notice live>{t('absence.fault.circle')}</Notice> : problem && <ProblemView problem={problem} />}
      <p>
        {absence.person.name}, {t('absence.days', { from: date(absence.fromOn), to: date(absence.toOn) })}. {t('absence.cancelText')}
      </p>
      <Checkbox label={t('absence.cancelTake')} checked={takeBack} onChange={setTakeBack} />
    </Dialog>
  );
}
