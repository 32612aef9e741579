import { useState } from 'react';
import type { z } from 'zod';
import { concludeTrends, listTrends, makeTrends, type trendReport } from '../../../contract/problems.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { monthOf } from '../../i18n/days.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from '../../ui/itil.module.css';
import { TrendTables } from './trend-tables.tsx';

export type Report = z.output<typeof trendReport>;

/** Trends of a month and what management is told (P4.4, P4.5); what follows from them a lead writes down. */
export function Trends() {
  const { t } = useWords('problems');
  const query = useCall(listTrends, {});
  return (
    <div className={css.stack}>
      <p className={css.lead}>{t('trend.lead')}</p>
      <Loaded query={query} what={t('trend.loading')} lines={6}>
        {({ reports, mayMake }) => (
          <>
            {mayMake && <Make />}
            {reports.length === 0 && <EmptyState title={t('trend.empty')}>{t('trend.emptyText')}</EmptyState>}
            {reports.map(it => (
              <ReportView key={it.id} it={it} />
            ))}
          </>
        )}
      </Loaded>
    </div>
  );
}

const PERIOD = /^\d{4}-(0[1-9]|1[0-2])$/;

function Make() {
  const { t } = useWords('problems');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const [period, setPeriod] = useState(() => monthOf(new Date()));
  const [tried, setTried] = useState(0);
  const wrong = !PERIOD.test(period.trim());
  const make = async () => {
    setTried(tried + 1);
    if (wrong) return;
    const body = { period: period.trim() };
    await run(() => call(makeTrends, {}, body, { idempotencyKey: keyFor({ ...body, tried }) }), () => t('trend.made')); // prettier-ignore
    await reread(listTrends);
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void make();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      <TextField
        label={t('trend.month')}
        help={t('trend.monthHint')}
        error={tried > 0 && wrong ? t('trend.badMonth') : null}
        value={period}
        maxLength={7}
        onChange={event => setPeriod(event.target.value)}
      />
      <div>
        <Button type="submit" busy={busy}>
          {t('trend.make')}
        </Button>
      </div>
    </form>
  );
}

function ReportView({ it }: { it: Report }) {
  const { t, say, dateTime } = useWords('problems');
  return (
    <section className={css.section} aria-labelledby={`report-${it.id}`}>
      <h2 id={`report-${it.id}`} className={css.head}>
        {it.period} · {say(it.agency.title)}
      </h2>
      <p className={css.quiet}>
        {it.madeBy ? `${t('trend.madeAt', { at: dateTime(it.madeAt) })} · ${it.madeBy.name}` : t('trend.byItself', { at: dateTime(it.madeAt) })}
      </p>
      <TrendTables it={it} />
      <Conclusion it={it} />
    </section>
  );
}

function Conclusion({ it }: { it: Report }) {
  const { t, dateTime } = useWords('problems');
  const { run, busy, problem } = useAct();
  const [words, setWords] = useState(it.conclusion?.words ?? '');
  const [tried, setTried] = useState(false);
  const short = words.trim().length < 3;
  const conclude = async () => {
    setTried(true);
    if (short) return;
    await run(() => call(concludeTrends, { reportId: it.id }, { words: words.trim() }), () => t('trend.concluded')); // prettier-ignore
    await reread(listTrends);
  };
  return (
    <>
      {it.conclusion && (
        <>
          <h3>{t('trend.conclusion')}</h3>
          <p className={css.words}>{it.conclusion.words}</p>
          <p className={css.quiet}>{t('trend.by', { name: it.conclusion.by?.name ?? '', at: dateTime(it.conclusion.at) })}</p>
        </>
      )}
      {it.may.includes('conclude') && (
        <details>
          <summary>{t('trend.conclude')}</summary>
          <form
            className={css.form}
            noValidate
            onSubmit={event => {
              event.preventDefault();
              void conclude();
            }}
          >
            {problem && <ProblemView problem={problem} />}
            <TextArea
              label={t('trend.conclusion')}
              maxLength={4000}
              error={tried && short ? t('proposal.short') : null}
              value={words}
              onChange={event => setWords(event.target.value)}
            />
            <div>
              <Button type="submit" busy={busy}>
                {t('save')}
              </Button>
            </div>
          </form>
        </details>
      )}
    </>
  );
}
