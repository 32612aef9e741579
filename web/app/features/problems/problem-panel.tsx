import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import {
  finishProblemAction,
  getProblem,
  linkProblemIncident,
  listProblems,
  ownProblem,
  resumeProblem,
  unlinkProblemIncident,
} from '../../../contract/problems.ts';
import { isCaseCode } from '../../../contract/words.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { ItemLinks } from '../configuration/item-links.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { FactList } from './fact-list.tsx';
import { Findings } from './finding-form.tsx';
import css from '../../ui/itil.module.css';
import { KnownErrorItem } from './known-error.tsx';
import { PROBLEM_LEVELS } from './states.ts';

type Problem = ReplyOf<typeof getProblem>;

const rereadProblem = () => reread(getProblem, listProblems);

/** One problem (P4): where it stands, what it causes, what was found, its known error, its change and its review. */
export function ProblemPanel({ problemId }: { problemId: string }) {
  const { t } = useWords('problems');
  const query = useCall(getProblem, { problemId });
  return (
    <Loaded query={query} what={t('loadingOne')} lines={4}>
      {it => (
        <div className={css.stack}>
          <Acts it={it} />
          <Facts it={it} />
          {it.knownError && <KnownErrorItem it={it.knownError} />}
          <Linked it={it} />
          <Findings caseId={it.id} findings={it.findings} mayWrite={it.may.includes('note')} />
          <Review it={it} />
        </div>
      )}
    </Loaded>
  );
}

function Acts({ it }: { it: Problem }) {
  const { t } = useWords('problems');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const own = () => run(() => call(ownProblem, { problemId: it.id }, { version: it.version }), () => t('owned')).then(rereadProblem); // prettier-ignore
  const resume = () =>
    run(() => call(resumeProblem, { problemId: it.id }, undefined, { idempotencyKey: keyFor(`resume:${it.version}`) }), () => t('resumed')).then(rereadProblem); // prettier-ignore
  if (!it.may.includes('own') && !it.may.includes('resume')) return null;
  return (
    <>
      {problem && <ProblemView problem={problem} />}
      <div className={css.do}>
        {it.may.includes('own') && (
          <Button busy={busy} onClick={() => void own()}>
            {t('own')}
          </Button>
        )}
        {it.may.includes('resume') && (
          <Button busy={busy} onClick={() => void resume()}>
            {t('resume')}
          </Button>
        )}
      </div>
    </>
  );
}

function Facts({ it }: { it: Problem }) {
  const { t, date } = useWords('problems');
  const words = (text: string | null) => text && <span className={css.words}>{text}</span>;
  const facts: [string, ReactNode][] = [
    [
      t('facts.status'),
      <span className={css.head}>
        <StatusTag level={PROBLEM_LEVELS[it.status]}>{t(`status.${it.status}`)}</StatusTag>
        {it.significant && <StatusTag level="soon">{t('significant')}</StatusTag>}
        {t(`source.${it.source}`)}
      </span>,
    ],
    [t('facts.category'), it.category && t(`category.${it.category}`)],
    [t('facts.owner'), it.owner?.name ?? t('noOwner')],
    [t('facts.items'), it.items.length > 0 && <ItemLinks items={it.items} registered={it.registered} />],
    [t('facts.risk'), words(it.risk)],
    [t('facts.measure'), words(it.measure)],
    [t('facts.cause'), words(it.cause)],
    [t('facts.deferred'), words(it.deferredReason)],
    [t('facts.reviewOn'), it.reviewOn && date(it.reviewOn)],
    [t('facts.solution'), words(it.solution)],
    [
      t('facts.change'),
      it.change && (
        <span className={css.head}>
          <Link to="/work/cases/$caseId" params={{ caseId: it.change.id }}>
            {it.change.code}
          </Link>
          {it.change.endedAt ? t('changeEnded', { date: date(it.change.endedAt) }) : t('changeOpen')}
        </span>
      ),
    ],
    [t('facts.since'), it.change?.incidentsSince != null && String(it.change.incidentsSince)],
  ];
  return <FactList facts={facts} />;
}

function Linked({ it }: { it: Problem }) {
  const { t, dateTime } = useWords('problems');
  const { t: incidents } = useWords('incidents');
  const { run, busy, problem } = useAct();
  const unlink = (incidentId: string) =>
    void run(() => call(unlinkProblemIncident, { problemId: it.id, incidentId }), () => t('unlinked')).then(rereadProblem); // prettier-ignore
  return (
    <section className={css.section}>
      <h3>{t('linked')}</h3>
      {problem && <ProblemView problem={problem} />}
      {it.linked.length === 0 && <p className={css.quiet}>{t('noLinked')}</p>}
      <ul className={css.list}>
        {it.linked.map(incident => (
          <li key={incident.id} className={css.item}>
            <p className={css.head}>
              <Link to="/work/cases/$caseId" params={{ caseId: incident.id }} search={{ tab: 'incident' }}>
                {incident.code}
              </Link>
              <span className={css.quiet}>
                {incidents(`state.${incident.state}`)} · {dateTime(incident.registeredAt)}
              </span>
              {it.may.includes('link') && (
                <Button look="quiet" busy={busy} onClick={() => unlink(incident.id)}>
                  {t('unlink')} <span className="visually-hidden">{incident.code}</span>
                </Button>
              )}
            </p>
            {incident.subject && <p className={css.words}>{incident.subject}</p>}
          </li>
        ))}
      </ul>
      {it.may.includes('link') && <LinkForm problemId={it.id} />}
    </section>
  );
}

function LinkForm({ problemId }: { problemId: string }) {
  const { t } = useWords('problems');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const isCode = isCaseCode(code);
  const link = async () => {
    setTried(true);
    if (!isCode) return;
    const body = { code: code.trim() };
    const done = await run(
      () => call(linkProblemIncident, { problemId }, body, { idempotencyKey: keyFor({ problemId, ...body }) }),
      () => t('linkedDone'),
    );
    if (!done) return;
    setCode('');
    setTried(false);
    await rereadProblem();
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void link();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      <TextField
        label={t('linkCode')}
        help={t('linkCodeHint')}
        error={tried && !isCode ? t('badCode') : null}
        value={code}
        autoComplete="off"
        onChange={event => setCode(event.target.value)}
      />
      <div>
        <Button type="submit" busy={busy}>
          {t('link')}
        </Button>
      </div>
    </form>
  );
}

/** P4.6: what was learnt, and what is to be done. */
function Review({ it }: { it: Problem }) {
  const { t, date } = useWords('problems');
  const { run, busy, problem } = useAct();
  if (!it.review) return null;
  const finish = (actionId: string) =>
    void run(() => call(finishProblemAction, { problemId: it.id, actionId }), () => t('actionMarked')).then(rereadProblem); // prettier-ignore
  return (
    <section className={css.section}>
      <h3>{t('facts.review')}</h3>
      <p className={css.words}>{it.review.words}</p>
      {it.actions.length > 0 && <h4>{t('actions')}</h4>}
      {problem && <ProblemView problem={problem} />}
      <ul className={css.list}>
        {it.actions.map(action => (
          <li key={action.id} className={css.item}>
            <p className={css.words}>{action.what}</p>
            <p className={css.head}>
              <span className={css.quiet}>
                {t('actionBy', { name: action.owner.name, date: date(action.dueOn) })} · {t(`goal.${action.goesTo}`)}
              </span>
              {action.doneAt ? (
                <StatusTag level="done">{t('actionDone', { date: date(action.doneAt) })}</StatusTag>
              ) : (
                it.may.includes('finish-action') && (
                  <Button busy={busy} onClick={() => finish(action.id)} aria-label={`${t('actionDo')}: ${action.what}`}>
                    {t('actionDo')}
                  </Button>
                )
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
