import { useState, type ReactNode } from 'react';
import { getCalendar, type previewCalendarDay } from '../../../contract/calendars.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from './deadlines.module.css';

type Preview = ReplyOf<typeof previewCalendarDay>;

interface ChangeDialogProps<Change> {
  acts: { look(change: Change): Promise<Preview>; send(change: Change, seen: string, idempotencyKey: string): Promise<{ count: number }> };
  /** Null while something is missing. */
  change: Change | null;
  title: string;
  onTry(): void;
  onClose(): void;
  children: ReactNode;
}

/** First shows what a change would move, then makes it; what has been changed since the look is shown again. */
export function ChangeDialog<Change>({ acts, change, title, onTry, onClose, children }: ChangeDialogProps<Change>) {
  const { t } = useWords('deadlines');
  const [shown, setShown] = useState<{ of: string; preview: Preview } | null>(null);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const content = JSON.stringify(change);
  const preview = shown?.of === content ? shown.preview : null;

  const look = async () => {
    onTry();
    if (!change) return;
    const found = await run(() => acts.look(change));
    if (found) setShown({ of: content, preview: found });
  };
  const confirm = async () => {
    if (!change || !preview) return;
    const done = await run(
      () => acts.send(change, preview.seen, keyFor({ change, seen: preview.seen })),
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
