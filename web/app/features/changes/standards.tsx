import { useState } from 'react';
import { addStandardChange, withdrawStandardChange } from '../../../contract/change-board.ts';
import { RISK_LEVELS } from '../../../contract/changes.ts';
import { call } from '../../api/call.ts';
import { addDays, today } from '../../i18n/days.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { rereadBoard, type Board } from './board-part.tsx';
import css from './changes.module.css';

type Risk = (typeof RISK_LEVELS)[number];
const YEAR_DAYS = 365;

/** Kinds of change approved beforehand: they skip the board, not the gate. */
export function Standards({ board }: { board: Board }) {
  const { t, date } = useWords('changes');
  const { run, busy, problem } = useAct();
  const withdraw = (standardId: string) => void run(() => call(withdrawStandardChange, { standardId }), () => t('standard.withdrawn')).then(rereadBoard); // prettier-ignore
  const mayEdit = board.may.includes('edit');
  return (
    <section className={css.section} aria-labelledby="standards">
      <h2 id="standards">{t('standard.title')}</h2>
      <p className={css.lead}>{board.standards.length === 0 ? t('standard.empty') : t('standard.intro')}</p>
      {problem && <ProblemView problem={problem} />}
      <ul className={css.list}>
        {board.standards.map(it => (
          <li key={it.id} className={css.item}>
            <p className={css.head}>
              <strong>{it.title}</strong>
              {!it.valid && <StatusTag level="plain">{t('standard.over')}</StatusTag>}
              {mayEdit && (
                <Button look="quiet" busy={busy} onClick={() => withdraw(it.id)} aria-label={`${t('standard.withdraw')}: ${it.title}`}>
                  {t('standard.withdraw')}
                </Button>
              )}
            </p>
            <p className={css.words}>{it.what}</p>
            <p className={css.quiet}>
              {[t('acceptedRisk', { risk: t(`risk.${it.acceptedRisk}`) }), t('until', { date: date(it.validTo) }), it.approvedBy.name].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {mayEdit && <AddStandard />}
    </section>
  );
}

function AddStandard() {
  const { t } = useWords('changes');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const start = () => ({ title: '', what: '', acceptedRisk: 'low' as Risk, validTo: addDays(today(), YEAR_DAYS) });
  const [it, setIt] = useState(start);
  const [tried, setTried] = useState(false);
  const short = (words: string) => words.trim().length < 3;
  const add = async () => {
    setTried(true);
    if (short(it.title) || short(it.what)) return;
    const body = { ...it, title: it.title.trim(), what: it.what.trim() };
    const done = await run(
      () => call(addStandardChange, {}, body, { idempotencyKey: keyFor(body) }),
      () => t('standard.added'),
    );
    if (!done) return;
    setIt(start());
    setTried(false);
    await rereadBoard();
  };
  return (
    <form
      className={css.form}
      noValidate
      aria-label={t('standard.add')}
      onSubmit={event => {
        event.preventDefault();
        void add();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      <TextField
        label={t('standard.name')}
        maxLength={200}
        error={tried && short(it.title) ? t('askShort') : null}
        value={it.title}
        onChange={event => setIt({ ...it, title: event.target.value })}
      />
      <TextArea
        label={t('standard.what')}
        rows={3}
        maxLength={4000}
        error={tried && short(it.what) ? t('askShort') : null}
        value={it.what}
        onChange={event => setIt({ ...it, what: event.target.value })}
      />
      <Select<Risk>
        label={t('standard.risk')}
        value={it.acceptedRisk}
        options={RISK_LEVELS.map(value => ({ value, label: t(`risk.${value}`) }))}
        onChange={acceptedRisk => setIt({ ...it, acceptedRisk })}
      />
      <TextField type="date" label={t('standard.validTo')} value={it.validTo} onChange={event => setIt({ ...it, validTo: event.target.value })} />
      <div>
        <Button type="submit" busy={busy}>
          {t('standard.add')}
        </Button>
      </div>
    </form>
  );
}
