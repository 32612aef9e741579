import { useEffect, useState } from 'react';
import { reclassifyCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MergePanel } from '../../drafts/merge-panel.tsx';
import { mergeDrafts, type Clash } from '../../drafts/merge.ts';
import { SavedAt } from '../../drafts/saved-at.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { RadioGroup, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from './case-tabs.tsx';
import { Conflict } from './task-actions.tsx';
import { useAct } from './use-act.ts';

const IMPACTS = ['wide', 'limited', 'one'] as const;
const URGENCIES = ['high', 'medium', 'low'] as const;
const SHORTEST = 3;

type Typed = { impact: CaseView['impact']; urgency: CaseView['urgency']; reason: string };

/** Overrules the proposed impact and urgency, with a reason; priority and due date follow from the tables (P1.2). */
export function ReclassifyDialog({ it, onClose }: { it: CaseView; onClose(): void }) {
  const { t } = useWords('workplace');
  const { t: word } = useWords('domain');
  const kept = useDraft<Typed>(`classify:${it.id}`);
  const [typed, setTyped] = useState<Typed>();
  const [base, setBase] = useState(it);
  const [clashes, setClashes] = useState<Clash[]>([]);
  const { impact, urgency, reason } = typed ?? kept.found ?? { impact: it.impact, urgency: it.urgency, reason: '' };
  const put = (part: Partial<Typed>) => {
    const next = { impact, urgency, reason, ...part };
    setTyped(next);
    kept.save(next);
  };
  useEffect(() => {
    if (it.version === base.version) return;
    // somebody has changed the case under the open dialog: what they alone changed is taken over, what both did is asked
    const { merged, clashes: found } = mergeDrafts(classOf(base), { impact, urgency }, classOf(it));
    setBase(it);
    setClashes(found);
    setTyped({ reason, ...(merged as Pick<Typed, 'impact' | 'urgency'>) });
  }, [it, base, impact, urgency, reason]);
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const short = reason.trim().length < SHORTEST;
  const change = async () => {
    setTried(true);
    if (short || clashes.length > 0) return;
    const done = await run(
      () => call(reclassifyCase, { caseId: it.id }, { impact, urgency, reason: reason.trim(), version: base.version }),
      ({ priority }) => t('dialog.reclassify.done', { priority }),
    );
    if (!done) return;
    await kept.end();
    onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void change()}>
        {t('dialog.reclassify.do')}
      </Button>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('dialog.reclassify.title')} onClose={onClose} actions={actions}>
      <p>{t('dialog.reclassify.text')}</p>
      {problem && (problem.slug === 'state-conflict' ? <Conflict /> : <ProblemView problem={problem} />)}
      {clashes.length > 0 && (
        <MergePanel
          title={t('others.changedTitle')}
          text={t('others.changedText')}
          whose={t('others.now')}
          clashes={clashes}
          describe={{ label: key => t(`dialog.reclassify.${key}`), text: (key, value) => word(`${key}.${String(value)}`) }}
          onChoose={chosen => {
            setClashes([]);
            put(chosen);
          }}
        />
      )}
      <RadioGroup<CaseView['impact']>
        label={t('dialog.reclassify.impact')}
        value={impact}
        onChange={next => put({ impact: next })}
        options={IMPACTS.map(value => ({ value, label: word(`impact.${value}`) }))}
      />
      <RadioGroup<CaseView['urgency']>
        label={t('dialog.reclassify.urgency')}
        value={urgency}
        onChange={next => put({ urgency: next })}
        options={URGENCIES.map(value => ({ value, label: word(`urgency.${value}`) }))}
      />
      <TextArea
        label={t('dialog.reclassify.reason')}
        rows={3}
        maxLength={2000}
        value={reason}
        error={tried && short ? t('dialog.reasonShort') : null}
        onChange={event => put({ reason: event.target.value })}
      />
      <SavedAt state={kept.state} />
    </Dialog>
  );
}

const classOf = ({ impact, urgency }: CaseView) => ({ impact, urgency });
