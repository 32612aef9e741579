import { useState } from 'react';
import { listColleagues } from '../../../contract/me.ts';
import { assignTask } from '../../../contract/tasks.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { compareWords } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextArea } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { TaskView } from './decision.ts';
import { Conflict } from './task-actions.tsx';
import { useAct } from './use-act.ts';

/** Hands the task to a colleague, with a note (B7.1). */
export function AssignDialog({ task, open, onClose }: { task: TaskView; open: boolean; onClose(): void }) {
  const { t, language } = useWords('workplace');
  const auth = useAuth();
  const query = useCall(listColleagues, {}, { enabled: open });
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const assign = async () => {
    setTried(true);
    if (!to) return;
    const body = { version: task.version, assigneeId: to, note: note.trim() || null };
    const done = await run(
      () => call(assignTask, { taskKey: task.key }, body),
      ({ assignee }) => t('task.assigned', { name: assignee?.name ?? '' }),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void assign()}>
        {t('dialog.assign.do')}
      </Button>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
    </>
  );
  return (
    <Dialog open={open} title={t('dialog.assign.title')} onClose={onClose} actions={actions}>
      {problem && (problem.slug === 'state-conflict' ? <Conflict /> : <ProblemView problem={problem} />)}
      <Loaded query={query} what={t('dialog.assign.loading')} lines={1}>
        {({ colleagues }) => {
          const others = colleagues.filter(it => !('id' in auth && it.id === auth.id)).toSorted((a, b) => compareWords(language)(a.name, b.name));
          if (others.length === 0) return <p>{t('dialog.assign.none')}</p>;
          const options = [{ value: '', label: t('dialog.assign.choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))];
          return <Select label={t('dialog.assign.to')} options={options} value={to} onChange={setTo} error={tried && !to ? t('dialog.assign.choose') : null} />;
        }}
      </Loaded>
      <TextArea label={t('dialog.assign.note')} rows={3} maxLength={2000} value={note} onChange={event => setNote(event.target.value)} />
    </Dialog>
  );
}
