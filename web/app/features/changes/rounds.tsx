import { useState } from 'react';
import { giveVoice, VOTES } from '../../../contract/changes.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag, type Level } from '../../ui/status-tag.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { rereadChange, type Change } from './change-panel.tsx';
import css from './changes.module.css';

type Round = Change['rounds'][number];
type Voice = Round['voices'][number];
type Vote = (typeof VOTES)[number];
const LEVELS: Record<Vote, Level> = { for: 'done', against: 'overdue', abstain: 'plain' };

/** The board (P5.4) and those affected by the plan (P5.6): who is asked, until when, and what each has said. The newest round first. */
export function Rounds({ it }: { it: Change }) {
  return it.rounds.filter(round => round.voices.length > 0).map(round => <OneRound key={round.id} it={it} round={round} />);
}

function OneRound({ it, round }: { it: Change; round: Round }) {
  const { t, say, dateTime } = useWords('changes');
  const title = t(`round.${round.kind}`, { at: dateTime(round.openedAt) });
  return (
    <section className={css.section} aria-label={title}>
      <h3>{title}</h3>
      <p className={css.quiet}>
        {round.closedAt ? t('round.closed', { at: dateTime(round.closedAt) }) : t('round.answerBy', { at: dateTime(round.answerBy) })}
        {round.minutesId && ` ${t('round.minutes')}`}
      </p>
      {round.agenda.length > 0 && (
        <>
          <h4>{t('round.agenda')}</h4>
          <ol>
            {round.agenda.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </>
      )}
      <ul className={css.list}>
        {round.voices.map(voice => (
          <li key={voice.member.id} className={css.item}>
            <p className={css.head}>
              <span>{voice.member.name}</span>
              {voice.vote ? (
                <StatusTag level={LEVELS[voice.vote]}>{t(`vote.${voice.vote}`)}</StatusTag>
              ) : (
                <StatusTag level="waiting">{round.closedAt ? t('vote.silent') : t('vote.awaited')}</StatusTag>
              )}
              <span className={css.quiet}>
                {[say(voice.agency.title), voice.services.map(each => say(each.title)).join(', '), voice.by && t('vote.by', { name: voice.by.name })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </p>
            {voice.words && <p className={css.words}>{voice.words}</p>}
            {voice.mine && <VoteForm it={it} round={round} voice={voice} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function VoteForm({ it, round, voice }: { it: Change; round: Round; voice: Voice }) {
  const { t } = useWords('changes');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const [vote, setVote] = useState<Vote | null>(null);
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const needsWords = vote === 'against' && words.trim().length < 3;
  const give = async () => {
    setTried(true);
    if (!vote || needsWords) return;
    const body = { roundId: round.id, memberId: voice.member.id, vote, words: words.trim().length < 3 ? null : words.trim() };
    const done = await run(
      () => call(giveVoice, { changeId: it.id }, body, { idempotencyKey: keyFor(body) }),
      () => t('vote.given'),
    );
    if (done) await rereadChange();
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void give();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      <RadioGroup<Vote>
        label={t('vote.ask', { name: voice.member.name })}
        value={vote}
        options={VOTES.map(value => ({ value, label: t(`vote.${value}`) }))}
        error={tried && !vote ? t('vote.choose') : null}
        onChange={setVote}
      />
      <TextArea
        label={t('vote.words')}
        optional={vote !== 'against'}
        rows={2}
        maxLength={4000}
        error={tried && needsWords ? t('vote.why') : null}
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t('vote.give')}
        </Button>
      </div>
    </form>
  );
}
