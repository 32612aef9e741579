import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import { changeCalendarDay, getCalendar, previewCalendarDay, type calendarChange, type calendarView } from '../../../contract/calendars.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from './deadlines.module.css';
import { readSpans } from './spans.ts';

type Change = z.input<typeof calendarChange>;
type Preview = ReplyOf<typeof previewCalendarDay>;
type Day = z.output<typeof calendarView>['days'][number];

const SHORTEST = 2;

/** A day of the agency: what it is, then which cases it moves and to when, then the confirmation. */
export function DayDialog({ agencyId, year, onClose }: { agencyId: string; year: number; onClose(): void }) {
  const { t } = useWords('deadlines');
  const [typed, setTyped] = useState({ on: '', kind: 'closed' as 'closed' | 'open', hours: '', lv: '', en: '' });
  const [tried, setTried] = useState(false);
  const put = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const hours = typed.kind === 'closed' ? [] : readSpans(typed.hours);
  const missing = (text: string) => (tried && text.trim().length < SHORTEST ? t('fault.required') : null);
  const change: Change | null =
    typed.on !== '' && hours && [typed.lv, typed.en].every(text => text.trim().length >= SHORTEST)
      ? { on: typed.on, hours, title: { lv: typed.lv.trim(), en: typed.en.trim() } }
      : null;
  return (
    <ChangeDialog agencyId={agencyId} change={change} title={t('day.title')} onTry={() => setTried(true)} onClose={onClose}>
      <TextField
        label={t('day.on')}
        type="date"
        min={`${year - 1}-01-01`}
        max={`${year + 2}-12-31`}
        value={typed.on}
        error={missing(typed.on)}
        onChange={event => put({ on: event.target.value })}
      />
      <RadioGroup
        label={t('day.kind')}
        options={[
          { value: 'closed', label: t('day.closed') },
          { value: 'open', label: t('day.open') },
        ]}
        value={typed.kind}
        onChange={kind => put({ kind })}
      />
      {typed.kind === 'open' && (
        <TextField
          label={t('day.hours')}
          help={t('day.hoursHelp')}
          value={typed.hours}
          error={tried && !hours ? t('day.hoursWrong') : null}
          onChange={event => put({ hours: event.target.value })}
        />
      )}
      <TextField label={t('day.lv')} maxLength={120} value={typed.lv} error={missing(typed.lv)} onChange={event => put({ lv: event.target.value })} />
      <TextField label={t('day.en')} maxLength={120} value={typed.en} error={missing(typed.en)} onChange={event => put({ en: event.target.value })} />
    </ChangeDialog>
  );
}

/** Takes a day of the agency back: the same way, with the cases it moves shown first. */
export function TakeBackDialog({ agencyId, day, onClose }: { agencyId: string; day: Day; onClose(): void }) {
  const { t, date, say } = useWords('deadlines');
  return (
    <ChangeDialog
      agencyId={agencyId}
      change={{ on: day.on, hours: null, title: day.title }}
      title={t('day.takeBackTitle', { date: date(day.on) })}
      onTry={() => {}}
      onClose={onClose}
    >
      <p>{say(day.title)}</p>
    </ChangeDialog>
  );
}

interface ChangeDialogProps {
  agencyId: string;
  /** Null while something is missing. */
  change: Change | null;
  title: string;
  onTry(): void;
  onClose(): void;
  children: ReactNode;
}

/** First shows what a change would move, then makes it; what has been changed since the look is shown again. */
function ChangeDialog({ agencyId, change, title, onTry, onClose, children }: ChangeDialogProps) {
  const { t } = useWords('deadlines');
  const [shown, setShown] = useState<{ of: string; preview: Preview } | null>(null);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const content = JSON.stringify(change);
  const preview = shown?.of === content ? shown.preview : null;

  const look = async () => {
    onTry();
    if (!change) return;
    const found = await run(() => call(previewCalendarDay, { agencyId }, change));
    if (found) setShown({ of: content, preview: found });
  };
  const confirm = async () => {
    if (!change || !preview) return;
    const body = { ...change, seen: preview.seen };
    const done = await run(
      () => call(changeCalendarDay, { agencyId }, body, { idempotencyKey: keyFor(body) }),
      ({ count }) => t('day.done', { count }),
    );
    await reread(getCalendar);
    if (done) onClose();
    else setShown(null);
  };
  const actions = (
    <>
      {preview ? (
        <Button look="main" busy={busy} onClick={() => void confirm()}>
          {t('day.do')}
        </Button>
      ) : (
        <Button look="main" busy={busy} onClick={() => void look()}>
          {t('day.preview')}
        </Button>
      )}
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  const fault = problem?.faults[0];
  return (
    <Dialog open title={title} onClose={onClose} actions={actions}>
      {problem?.slug === 'state-conflict' && <Notice level="waiting">{t('day.again')}</Notice>}
      {problem &&
        problem.slug !== 'state-conflict' &&
        (fault ? <Notice level="overdue">{t(`fault.${fault.code}`)}</Notice> : <ProblemView problem={problem} />)}
      {children}
      {preview && <Moves preview={preview} />}
    </Dialog>
  );
}

function Moves({ preview: { count, moves } }: { preview: Preview }) {
  const { t, date } = useWords('deadlines');
  const day = (at: string | null) => (at ? date(at) : '–');
  return (
    <Notice live>
      <p>
        <strong>{t('day.moves', { count })}</strong> {count > 0 && t('day.told')}
      </p>
      {moves.length > 0 && (
        <div className={css.scroll} tabIndex={0} role="region" aria-label={t('day.moves', { count })}>
          <table className={css.moves}>
            <thead>
              <tr>
                <th scope="col">{t('day.case')}</th>
                <th scope="col">{t('day.from')}</th>
                <th scope="col">{t('day.to')}</th>
              </tr>
            </thead>
            <tbody>
              {moves.map(move => (
                <tr key={move.caseId}>
                  <th scope="row">{move.code}</th>
                  <td>{day(move.from)}</td>
                  <td>{day(move.to)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {count > moves.length && <p>{t('day.more', { count: count - moves.length })}</p>}
    </Notice>
  );
}
