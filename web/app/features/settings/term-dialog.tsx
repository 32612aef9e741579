import { useState } from 'react';
import type { z } from 'zod';
import { previewTerm, type deadlineView } from '../../../contract/deadlines.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { addTerm, correctTerm, listTerms } from '../../../contract/terms.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { DeadlineClock } from '../../ui/deadline-clock.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { draftOf, faultsOf, toProposed, type TermFaults } from './term-draft.ts';
import { TermFields } from './term-fields.tsx';
import type { Asked } from './term-list.tsx';

type Props = {
  /** Null: for all agencies. */
  agencyId: string | null;
  services: ReplyOf<typeof listTerms>['services'];
  onlyServices: boolean;
  /** A new one, the next version of one, or a correction. */
  asked: Asked;
  onClose(): void;
};

/** A dated term: what it is for, how long, by what law, from which day; and what date a case of today would get by it. */
export function TermDialog({ agencyId, services, onlyServices, asked, onClose }: Props) {
  const { t } = useWords('settings');
  const before = asked.what === 'new' ? null : asked.term;
  const corrects = asked.what === 'correct';
  const [draft, setDraft] = useState(() => draftOf(before, onlyServices ? (services[0]?.id ?? '') : '', corrects));
  const [tried, setTried] = useState(false);
  const [shown, setShown] = useState<{ of: string; deadline: z.output<typeof deadlineView> } | null>(null);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const faults = faultsOf(draft, { onlyServices, corrects });
  const whole = Object.keys(faults).length === 0;
  const proposed = toProposed(draft, before ? before.agencyId : agencyId);
  const content = JSON.stringify(proposed);
  // what the server found wrong stands at its field too
  const refused: TermFaults = Object.fromEntries(problem?.slug === 'invalid-form' ? problem.faults.map(it => [it.path, it.code]) : []);

  const look = async () => {
    setTried(true);
    if (!whole) return;
    const deadline = await run(() => call(previewTerm, {}, proposed));
    if (deadline) setShown({ of: content, deadline });
  };
  const save = async () => {
    setTried(true);
    if (!whole) return;
    const body = { ...proposed, reason: draft.reason.trim() };
    const done = await run(
      () =>
        corrects && before
          ? call(correctTerm, { termId: before.id }, body, { idempotencyKey: keyFor(body) })
          : call(addTerm, {}, proposed, { idempotencyKey: keyFor(proposed) }),
      () => t(corrects ? 'term.corrected' : 'term.saved'),
    );
    if (!done) return;
    await reread(listTerms);
    onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void save()}>
        {t(corrects ? 'term.correctDo' : 'term.do')}
      </Button>
      <Button busy={busy} onClick={() => void look()}>
        {t('term.preview')}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog
      open
      title={t(`term.${{ new: 'add', follow: 'follow', correct: 'correct', cancel: 'cancel' }[asked.what]}Title`)}
      onClose={onClose}
      actions={actions}
    >
      {problem?.slug === 'state-conflict' && <Notice level="waiting">{t(corrects ? 'term.begun' : 'term.later')}</Notice>}
      {problem && problem.slug !== 'state-conflict' && problem.slug !== 'invalid-form' && <ProblemView problem={problem} />}
      <TermFields
        draft={draft}
        faults={tried ? { ...refused, ...faults } : {}}
        services={services}
        onlyServices={onlyServices}
        fixed={before !== null}
        corrects={corrects}
        onChange={part => setDraft({ ...draft, ...part })}
      />
      {shown?.of === content && (
        <Notice live>
          <p>{t('term.today')}</p>
          <DeadlineClock deadline={shown.deadline} open />
        </Notice>
      )}
    </Dialog>
  );
}
