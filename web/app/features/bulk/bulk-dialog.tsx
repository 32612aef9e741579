import { useState } from 'react';
import { previewBulk, startBulk, type BulkAct } from '../../../contract/bulk.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { ActFields } from './act-fields.tsx';
import { actOf, EMPTY, type Typed } from './act-of.ts';
import type { ActName } from './bulk-bar.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { Outlook } from './outlook.tsx';

type Preview = ReplyOf<typeof previewBulk>;
type Step = { at: 'fill' } | { at: 'preview'; act: BulkAct; preview: Preview } | { at: 'run'; bulkId: string };

/** One act on many, in three steps: what to do, what would come of it, and how it goes. Going back loses nothing that was typed. */
export function BulkDialog({ name, onClose, ...props }: { name: ActName; targets: string[]; onClose(isDone: boolean): void }) {
  const { t } = useWords('bulk');
  // those it was opened for: the list below goes on changing
  const [targets] = useState(props.targets);
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const [tried, setTried] = useState(false);
  const [step, setStep] = useState<Step>({ at: 'fill' });
  const intention = useIntention();
  const { run, busy, problem } = useAct();

  const look = async () => {
    setTried(true);
    const act = actOf(name, typed);
    if (!act) return;
    const preview = await run(() => call(previewBulk, {}, { act, targets }));
    if (preview) setStep({ at: 'preview', act, preview });
  };
  const start = async ({ act, preview }: { act: BulkAct; preview: Preview }) => {
    const willing = preview.items.filter(it => it.why === null).map(it => it.target);
    const body = { act, targets: willing };
    const started = await run(() => call(startBulk, {}, body, { idempotencyKey: intention(body) }));
    if (started) setStep({ at: 'run', bulkId: started.id });
  };
  const count = step.at === 'preview' ? step.preview.items.filter(it => it.why === null).length : 0;
  const actions =
    step.at === 'fill' ? (
      <>
        <Button look="main" busy={busy} onClick={() => void look()}>
          {t('look')}
        </Button>
        <Button onClick={() => onClose(false)}>{t('cancel')}</Button>
      </>
    ) : step.at === 'preview' ? (
      <>
        {count > 0 && (
          <Button look="main" busy={busy} onClick={() => void start(step)}>
            {t('start', { act: t(`act.${name}`), count })}
          </Button>
        )}
        <Button onClick={() => setStep({ at: 'fill' })}>{t('back')}</Button>
        <Button onClick={() => onClose(false)}>{t('cancel')}</Button>
      </>
    ) : (
      <Button onClick={() => onClose(true)}>{t('close')}</Button>
    );
  return (
    <Dialog open title={t(`title.${name}`, { count: targets.length })} onClose={() => onClose(step.at === 'run')} actions={actions}>
      {problem && <ProblemView problem={problem} />}
      {step.at === 'fill' && <ActFields name={name} typed={typed} tried={tried} onChange={part => setTyped({ ...typed, ...part })} />}
      {step.at === 'preview' && <Outlook preview={step.preview} />}
      {step.at === 'run' && <BulkProgress bulkId={step.bulkId} />}
    </Dialog>
  );
}
