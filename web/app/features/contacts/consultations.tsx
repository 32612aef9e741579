import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { listMyConsultations, rateConsultation, type consultationView } from '../../../contract/contacts.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import styles from './call-backs.module.css';

type Consultation = z.output<typeof consultationView>;
const RATINGS = ['5', '4', '3', '2', '1'] as const;

/** Consultations given to me (B12.3), whatever the channel; each may be rated (B1.4). Nothing is shown where there are none. */
export function MyConsultations() {
  const { t } = useWords('contacts');
  const { data } = useCall(listMyConsultations, {});
  if (!data || data.consultations.length === 0) return null;
  return (
    <section aria-labelledby="consultations">
      <h2 id="consultations">{t('mine.title')}</h2>
      <ul className={styles.list}>
        {data.consultations.map(it => (
          <One key={it.id} it={it} />
        ))}
      </ul>
    </section>
  );
}

function One({ it }: { it: Consultation }) {
  const { t, say, dateTime } = useWords('contacts');
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h3>{it.question}</h3>
        {it.answer && <p>{it.answer}</p>}
        <p className={styles.quiet}>
          <time dateTime={it.at}>{dateTime(it.at)}</time> · {t(`domain:channel.${it.channel}`)} · {say(it.agency.title)}, {it.adviser}
          {it.service && ` · ${say(it.service.title)}`}
        </p>
        {it.result === 'call-back' && <p>{t('mine.callBack')}</p>}
        {it.case && (
          <p>
            <Link to="/cases/$caseId" params={{ caseId: it.case.id }}>
              {t('mine.case', { code: it.case.code })}
            </Link>
          </p>
        )}
        {it.rating === null ? <Rate it={it} /> : <p>{t('mine.rated', { rating: it.rating })}</p>}
      </div>
    </li>
  );
}

function Rate({ it }: { it: Consultation }) {
  const { t } = useWords('contacts');
  const [rating, setRating] = useState<(typeof RATINGS)[number] | null>(null);
  const [comment, setComment] = useState('');
  const [key, setKey] = useState<string>(() => crypto.randomUUID());
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const send = async () => {
    if (!rating) return;
    setProblem(null);
    try {
      await call(rateConsultation, { topicId: it.id }, { rating: Number(rating), comment: comment.trim() || null }, { idempotencyKey: key });
      await reread(listMyConsultations);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      setKey(crypto.randomUUID());
    }
  };
  return (
    <details>
      <summary>{t('mine.rate')}</summary>
      <form
        onSubmit={event => {
          event.preventDefault();
          void send();
        }}
      >
        {problem && <ProblemView problem={problem} />}
        <RadioGroup<(typeof RATINGS)[number]>
          label={t('mine.how')}
          value={rating}
          onChange={setRating}
          options={RATINGS.map(value => ({ value, label: t(`mine.rating.${value}`) }))}
        />
        <TextArea label={t('mine.comment')} optional rows={2} maxLength={2000} value={comment} onChange={event => setComment(event.target.value)} />
        <Button type="submit" look="main">
          {t('mine.send')}
        </Button>
      </form>
    </details>
  );
}
