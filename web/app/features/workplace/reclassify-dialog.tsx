import { useState } from 'react';
import { reclassifyCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from './case-tabs.tsx';
import { Conflict } from './task-actions.tsx';
import { useAct } from './use-act.ts';

const IMPACTS = ['wide', 'limited', 'one'] as const;
const URGENCIES = ['high', 'medium', 'low'] as const;
const SHORTEST = 3;

/** Overrules the proposed impact and urgency, with a reason; priority and due date follow from the tables (P1.2). */
export function ReclassifyDialog({ it, onClose }: { it: CaseView; onClose(): void }) {
  const { t } = useWords('workplace');
  const { t: word } = useWords('domain');
  const [impact, setImpact] = useState(it.impact);
  const [urgency, setUrgency] = useState(it.urgency);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const short = reason.trim().length < SHORTEST;
  const change = async () => {
    setTried(true);
    if (short) return;
    const done = await run(
      () => call(reclassifyCase, { caseId: it.id }, { impact, urgency, reason: reason.trim(), version: it.version }),
      ({ priority }) => t('dialog.reclassify.done', { priority }),
    );
    if (done) onClose();
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
      <RadioGroup<CaseView['impact']>
        label={t('dialog.reclassify.impact')}
        value={impact}
        onChange={setImpact}
        options={IMPACTS.map(value => ({ value, label: word(`impact.${value}`) }))}
      />
      <RadioGroup<CaseView['urgency']>
        label={t('dialog.reclassify.urgency')}
        value={urgency}
        onChange={setUrgency}
        options={URGENCIES.map(value => ({ value, label: word(`urgency.${value}`) }))}
      />
      <TextArea
        label={t('dialog.reclassify.reason')}
        rows={3}
        maxLength={2000}
        value={reason}
        error={tried && short ? t('dialog.reasonShort') : null}
        onChange={event => setReason(event.target.value)}
      />
    </Dialog>
  );
}
