import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { acceptProposal, dismissProposal, listProblems, listProposals, type proposalView } from '../../../contract/problems.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Paged } from '../../ui/paged.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from '../../ui/itil.module.css';

type Proposal = z.output<typeof proposalView>;
const STATES = ['open', 'accepted', 'dismissed'] as const;

/** Like incidents, gathered, with why (M6): a person says whether it is a problem. */
export function ProposalList() {
  const { t } = useWords('problems');
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  const pages = usePages(listProposals, { state });
  return (
    <div className={css.stack}>
      <p className={css.lead}>{t('proposal.lead')}</p>
      <div className={css.form}>
        <Select<(typeof STATES)[number]>
          label={t('proposal.state')}
          value={state}
          options={STATES.map(value => ({ value, label: t(`proposal.states.${value}`) }))}
          onChange={setState}
        />
      </div>
      <Paged
        pages={pages}
        rowsOf={page => page.proposals}
        what={t('proposal.loading')}
        empty={{ title: t('proposal.empty'), text: t('proposal.emptyText') }}
        more={t('more')}
      >
        {rows => (
          <ol className={css.list}>
            {rows.map(it => (
              <Item key={it.id} it={it} />
            ))}
          </ol>
        )}
      </Paged>
    </div>
  );
}

function Item({ it }: { it: Proposal }) {
  const { t, say, date, dateTime, language } = useWords('problems');
  const { why } = it;
  const { serviceWeight: service, itemWeight: item, wordsWeight: words, timeWeight: time, threshold, days, smallest } = why.rule;
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 2 });
  const reasons = [
    why.service && t('proposal.whyService', { service: say(why.service.title) }),
    why.items.length > 0 && t('proposal.whyItems', { items: why.items.join(', ') }),
    why.words.length > 0 && t('proposal.whyWords', { words: why.words.join(', ') }),
    t('proposal.whyTime', { from: dateTime(why.from), to: dateTime(why.to) }),
  ].filter(reason => reason !== null && reason !== false);
  return (
    <li className={css.item}>
      <h2 className={css.head}>
        {t('proposal.title', { count: it.incidents.length })}
        <span className={css.quiet}>{say(it.agency.title)}</span>
      </h2>
      <p>
        <strong>{t('proposal.why')}:</strong> {reasons.join('; ')}
      </p>
      <p className={css.quiet}>
        {t('proposal.rule', {
          service: number(service),
          item: number(item),
          words: number(words),
          time: number(time),
          threshold: number(threshold),
          days,
          smallest,
        })}
      </p>
      <ul className={css.list}>
        {it.incidents.map(incident => (
          <li key={incident.id} className={css.item}>
            <p className={css.head}>
              <Link to="/work/cases/$caseId" params={{ caseId: incident.id }} search={{ tab: 'incident' }}>
                {incident.code}
              </Link>
              <span className={css.quiet}>
                {dateTime(incident.registeredAt)} · {t('proposal.score', { score: number(incident.score) })}
              </span>
            </p>
            {incident.subject && <p className={css.words}>{incident.subject}</p>}
          </li>
        ))}
      </ul>
      {it.decidedAt && (
        <p>
          <span className={css.quiet}>{t('proposal.decided', { name: it.decidedBy?.name ?? '', date: date(it.decidedAt) })}</span> {it.reason}
          {it.problem && (
            <Link to="/work/cases/$caseId" params={{ caseId: it.problem.id }} search={{ tab: 'problem' }}>
              {it.problem.code}
            </Link>
          )}
        </p>
      )}
      {it.may.includes('decide') && <Decide it={it} />}
    </li>
  );
}

function Decide({ it }: { it: Proposal }) {
  const { t } = useWords('problems');
  const [asked, setAsked] = useState<'accept' | 'dismiss' | null>(null);
  return asked === null ? (
    <div className={css.do}>
      <Button look="main" onClick={() => setAsked('accept')}>
        {t('proposal.accept')}
      </Button>
      <Button onClick={() => setAsked('dismiss')}>{t('proposal.dismiss')}</Button>
    </div>
  ) : (
    <DecideForm it={it} what={asked} onClose={() => setAsked(null)} />
  );
}

function DecideForm({ it, what, onClose }: { it: Proposal; what: 'accept' | 'dismiss'; onClose(): void }) {
  const { t } = useWords('problems');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const [words, setWords] = useState(what === 'accept' ? (it.incidents[0]?.subject ?? '') : '');
  const [tried, setTried] = useState(false);
  const short = words.trim().length < 3;
  const decide = async () => {
    setTried(true);
    if (short) return;
    const { id: proposalId, version } = it;
    const key = { idempotencyKey: keyFor({ what, words, version }) };
    const done =
      what === 'accept'
        ? await run(() => call(acceptProposal, { proposalId }, { version, subject: words.trim() }, key), ({ code }) => t('proposal.accepted', { code })) // prettier-ignore
        : await run(() => call(dismissProposal, { proposalId }, { version, reason: words.trim() }, key), () => t('proposal.dismissed')); // prettier-ignore
    await reread(listProposals, listProblems);
    if (done) onClose();
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void decide();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      <TextArea
        label={t(what === 'accept' ? 'proposal.subject' : 'proposal.reason')}
        rows={2}
        maxLength={what === 'accept' ? 1000 : 2000}
        error={tried && short ? t('proposal.short') : null}
        value={words}
        autoFocus
        onChange={event => setWords(event.target.value)}
      />
      <div className={css.do}>
        <Button type="submit" look="main" busy={busy}>
          {t(`proposal.${what}`)}
        </Button>
        <Button onClick={onClose}>{t('do.cancel', { ns: 'common' })}</Button>
      </div>
    </form>
  );
}
