import { useState } from 'react';
import { pauseCase } from '../../../contract/deadlines.ts';
import type { PARTIES } from '../../../contract/terms.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { whoWords } from '../../ui/clock-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from '../workplace/case-tabs.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { EitherFields } from './either-fields.tsx';
import { fieldsOf, NOTHING } from './either-field.ts';
import { useClockPreview } from './use-clock-preview.ts';

type Party = (typeof PARTIES)[number];
const SHORTEST = 3;

/** Stops the clock for somebody the term names; for days or until a day, whichever is typed, or until somebody resumes it. */
export function PauseDialog({ it, onClose }: { it: CaseView; onClose(): void }) {
  const { t, date } = useWords('deadlines');
  const { t: word } = useWords('domain');
  const parties = it.deadline.term?.pausesFor ?? [];
  const [said, setSaid] = useState({ for: (parties.find(party => party !== 'client') ?? parties[0] ?? 'date') as Party, reason: '', law: '' });
  const [either, setEither] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const { answer } = useClockPreview(it.id, 'pause', either);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const fields = fieldsOf(either, answer);
  const short = said.reason.trim().length < SHORTEST;
  const fault = answer?.fault ? t(`fault.${answer.fault}`) : null;
  const partyFault = problem?.faults.find(it => it.path === 'for');

  const pause = async () => {
    setTried(true);
    if (short || fault) return;
    const body = { for: said.for, reason: said.reason.trim(), law: said.law.trim() || null, until: fields.until || null, version: it.version };
    const done = await run(
      () => call(pauseCase, { caseId: it.id }, body, { idempotencyKey: keyFor(body) }),
      () => t('pause.done'),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void pause()}>
        {t('pause.do')}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('pause.title')} onClose={onClose} actions={actions}>
      {problem && !partyFault && <ProblemView problem={problem} />}
      <Select
        label={t('pause.for')}
        options={parties.map(value => ({ value, label: whoWords(value, word) }))}
        value={said.for}
        error={partyFault ? t(`fault.${partyFault.code}`) : null}
        onChange={value => setSaid({ ...said, for: value })}
      />
      <TextArea
        label={t('pause.reason')}
        help={t('pause.reasonHelp')}
        rows={2}
        maxLength={1000}
        value={said.reason}
        error={tried && short ? t('reasonShort') : null}
        onChange={event => setSaid({ ...said, reason: event.target.value })}
      />
      <TextField label={t('pause.law')} optional maxLength={300} value={said.law} onChange={event => setSaid({ ...said, law: event.target.value })} />
      <EitherFields label={t('pause.amount')} untilLabel={t('pause.until')} help={t('pause.either')} fields={fields} fault={fault} onType={setEither} />
      <p role="status">{answer?.dueAt && !fault ? t('pause.result', { date: date(answer.dueAt) }) : t('pause.unknown')}</p>
    </Dialog>
  );
}
