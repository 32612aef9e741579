import { useState } from 'react';
import type { z } from 'zod';
import { assignTask, listReceivers } from '../../../contract/tasks.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
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
import { useIntention } from './use-intention.ts';

type Receivers = z.output<NonNullable<typeof listReceivers.reply>>;

const TEAM = 'team:';

/** Hands the task to a colleague, or to another team of the case, with a note (B7.1). Who is away says so, and who gets it instead. */
export function AssignDialog({ task, open, onClose }: { task: TaskView; open: boolean; onClose(): void }) {
  const { t } = useWords('workplace');
  const { t: people } = useWords('people');
  // once it is sent the task is somebody else's, and whom it could go to is no business of ours any more
  const [sent, setSent] = useState(false);
  const query = useCall(listReceivers, { taskKey: task.key }, { enabled: open && !sent, staleTime: 0 });
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const assign = async () => {
    setTried(true);
    if (!to) return;
    setSent(true);
    const receiver = to.startsWith(TEAM) ? { team: to.slice(TEAM.length) } : { assigneeId: to };
    const body = { version: task.version, ...receiver, note: note.trim() || null };
    const done = await run(
      () => call(assignTask, { taskKey: task.key }, body, { idempotencyKey: keyFor(body) }),
      ({ assignee }) => (assignee ? t('task.assigned', { name: assignee.name }) : people('done.toTeam')),
    );
    setSent(false);
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
    <Dialog open={open} title={people('dialog.assign.title')} onClose={onClose} actions={actions}>
      {problem && (problem.slug === 'state-conflict' ? <Conflict /> : <ProblemView problem={problem} />)}
      <Loaded query={query} what={t('dialog.assign.loading')} lines={1}>
        {receivers => <To receivers={receivers} value={to} onChange={setTo} error={tried && !to ? people('dialog.assign.choose') : null} />}
      </Loaded>
      <TextArea label={t('dialog.assign.note')} rows={3} maxLength={2000} value={note} onChange={event => setNote(event.target.value)} />
    </Dialog>
  );
}

function To({ receivers, value, onChange, error }: { receivers: Receivers; value: string; onChange(value: string): void; error: string | null }) {
  const { t, say, date, language } = useWords('people');
  const labelOf = ({ name, away }: Receivers['people'][number]) =>
    !away ? name : t(away.standIn ? 'dialog.assign.away' : 'dialog.assign.awayNobody', { name, until: date(away.untilOn), standIn: away.standIn?.name });
  const people = receivers.people.toSorted((a, b) => compareWords(language)(a.name, b.name)).map(it => ({ value: it.id, label: labelOf(it) }));
  const teams = receivers.teams.map(it => ({ value: `${TEAM}${it.id}`, label: say(it.title) }));
  if (people.length + teams.length === 0) return <p>{t('dialog.assign.none')}</p>;
  const options = [{ value: '', label: t('dialog.assign.choose') }, ...people, ...teams];
  return <Select label={t('dialog.assign.to')} options={options} value={value} onChange={onChange} error={error} />;
}
