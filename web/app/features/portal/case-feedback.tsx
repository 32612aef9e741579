import { useState, type SyntheticEvent } from 'react';
import { giveFeedback } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Checkbox, RadioGroup, TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { Case } from './case-page.tsx';
import { useOwnAct } from './use-own-act.ts';
import css from './case-page.module.css';

const RATINGS = ['5', '4', '3', '2', '1'] as const;
type Rating = (typeof RATINGS)[number];

/** Rating, and the way to say that the result is not right. */
export function CaseFeedback({ it }: { it: Case }) {
  const { t } = useWords('portal');
  return (
    <section className={css.part} aria-labelledby="feedback">
      <h2 id="feedback">{t('case.feedback')}</h2>
      {it.feedback ? (
        <Notice level="done" live>
          <p>{t('case.feedbackGiven', { rating: it.feedback.rating })}</p>
          {it.feedback.comment && <p>{it.feedback.comment}</p>}
          {it.feedback.disputed && <p>{t('case.feedbackDisputed')}</p>}
        </Notice>
      ) : (
        <FeedbackForm it={it} />
      )}
    </section>
  );
}

function FeedbackForm({ it }: { it: Case }) {
  const { t } = useWords('portal');
  const [rating, setRating] = useState<Rating | null>(null);
  const [comment, setComment] = useState('');
  const [disputed, setDisputed] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string | null>(null);
  const { run, busy, problem } = useOwnAct();
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setFault(rating ? null : t('case.ratingMissing'));
    if (!rating) return;
    await run(() => call(giveFeedback, { caseId: it.id }, { rating: Number(rating), comment: comment.trim() || null, disputed }, { idempotencyKey: key }));
  };

  return (
    <form className={css.form} onSubmit={event => void send(event)} noValidate>
      <ErrorSummary faults={fault ? [{ id: 'rating', text: fault }] : []} />
      <RadioGroup<Rating>
        id="rating"
        label={t('case.rating')}
        error={fault}
        value={rating}
        onChange={setRating}
        options={RATINGS.map(value => ({ value, label: t(`case.ratings.${value}`) }))}
      />
      <TextArea label={t('case.comment')} optional rows={3} maxLength={2000} value={comment} onChange={event => setComment(event.target.value)} />
      {it.may.includes('dispute') && (
        <Checkbox
          label={
            <>
              {t('case.disputed')}
              <span className={css.law}>{t('case.disputedHelp')}</span>
            </>
          }
          checked={disputed}
          onChange={setDisputed}
        />
      )}
      {problem !== null && <ProblemView problem={problem} />}
      <div className={css.actions}>
        <Button type="submit" look="main" busy={busy}>
          {busy ? t('apply.sending') : t('case.feedbackSend')}
        </Button>
      </div>
    </form>
  );
}
