import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { getChange, listChanges, resumeChange } from '../../../contract/changes.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { FactList } from '../problems/fact-list.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { Assessment, Decisions } from './assessment.tsx';
import css from './changes.module.css';
import { Evaluation, Plan, Steps } from './plan.tsx';
import { Rounds } from './rounds.tsx';
import { CHANGE_LEVELS } from './states.ts';

export type Change = ReplyOf<typeof getChange>;
export const rereadChange = () => reread(getChange, listChanges);

/** One change (P5): where it stands, what is missing before it may begin, and everything that led there. */
export function ChangePanel({ changeId, alone = false }: { changeId: string; /** Its case is not around it. */ alone?: boolean }) {
  const { t } = useWords('changes');
  const query = useCall(getChange, { changeId });
  return (
    <Loaded query={query} what={t('loadingOne')} lines={6}>
      {it => (
        <div className={css.stack}>
          <Standing it={it} alone={alone} />
          <Gate it={it} />
          <Rounds it={it} />
          <Assessment it={it} />
          <Decisions it={it} />
          <Plan it={it} />
          <Steps it={it} />
          <Evaluation it={it} />
        </div>
      )}
    </Loaded>
  );
}

function Standing({ it, alone }: { it: Change; alone: boolean }) {
  const { t, say, date } = useWords('changes');
  const words = (text: string | null) => text && <span className={css.words}>{text}</span>;
  const facts: [string, ReactNode][] = [
    [
      t('facts.status'),
      <span className={css.head}>
        <StatusTag level={CHANGE_LEVELS[it.status]}>{t(`status.${it.status}`)}</StatusTag>
        {it.backedOut > 0 && <StatusTag level="overdue">{t('backedOut', { count: it.backedOut })}</StatusTag>}
      </span>,
    ],
    [t('class'), it.class && t(`classes.${it.class}`) + (it.standard ? `: ${it.standard.title}` : '')],
    [t('facts.agency'), say(it.agency.title)],
    [t('facts.services'), it.services.map(each => say(each.title)).join(', ')],
    [t('facts.why'), words(it.why)],
    [t('facts.benefit'), words(it.benefit)],
    [t('facts.urgentWhy'), words(it.urgentWhy)],
    [
      t('facts.raisedBy'),
      it.raisedBy.length > 0 && (
        <span className={css.head}>
          {it.raisedBy.map(each => (
            <Link key={each.id} to="/work/cases/$caseId" params={{ caseId: each.id }}>
              {each.code}
            </Link>
          ))}
        </span>
      ),
    ],
    [t('facts.raisedAt'), date(it.raisedAt)],
  ];
  return (
    <section className={css.section}>
      {alone && (
        <>
          <h2>{it.code}</h2>
          {it.subject && <p className={css.words}>{it.subject}</p>}
          {it.may.includes('open-case') && (
            <p>
              <Link to="/work/cases/$caseId" params={{ caseId: it.id }} search={{ tab: 'task' }}>
                {t('openCase')}
              </Link>
            </p>
          )}
        </>
      )}
      <FactList facts={facts} />
      <Resume it={it} />
    </section>
  );
}

function Resume({ it }: { it: Change }) {
  const { t } = useWords('changes');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  if (!it.may.includes('resume')) return null;
  const resume = () =>
    run(() => call(resumeChange, { changeId: it.id }, undefined, { idempotencyKey: keyFor(`resume:${it.version}`) }), () => t('resumed')).then(rereadChange); // prettier-ignore
  return (
    <>
      {problem && <ProblemView problem={problem} />}
      <div className={css.do}>
        <Button busy={busy} onClick={() => void resume()}>
          {t('resume')}
        </Button>
      </div>
    </>
  );
}

/** Before it may begin: what the gate asks for, and what of it is missing, in plain words (P5.7). */
const BEFORE_GATE = ['classified', 'assessing', 'with-board', 'deferred', 'approved', 'planned', 'backed-out', 'registered'];
function Gate({ it }: { it: Change }) {
  const { t } = useWords('changes');
  if (!BEFORE_GATE.includes(it.status)) return null;
  return (
    <section className={css.section} aria-labelledby="gate">
      <h3 id="gate">{t('gate.title')}</h3>
      {it.gate.open ? (
        <Notice level="done">{t('gate.open')}</Notice>
      ) : (
        <>
          <p>{t('gate.closed')}</p>
          <ul>
            {it.gate.missing.map(part => (
              <li key={part}>{t(`gate.missing.${part}`)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
