import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { declareMajorIncident, detachIncident, getIncident } from '../../../contract/incidents.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { ItemLinks } from '../configuration/item-links.tsx';
import { FactList } from '../problems/fact-list.tsx';
import { Findings } from '../problems/finding-form.tsx';
import css from '../../ui/itil.module.css';
import { KnownErrorItem } from '../problems/known-error.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { STATE_LEVELS } from './states.ts';

type Incident = ReplyOf<typeof getIncident>;

/** What is known of an incident (P3): how it shows, what it is the same as, what was tried, what may explain it. */
export function IncidentPanel({ caseId }: { caseId: string }) {
  const { t } = useWords('incidents');
  const query = useCall(getIncident, { caseId });
  return (
    <Loaded query={query} what={t('loading')} lines={4}>
      {it => <Panel caseId={caseId} it={it} />}
    </Loaded>
  );
}

function Panel({ caseId, it }: { caseId: string; it: Incident }) {
  const { t, dateTime } = useWords('incidents');
  return (
    <div className={css.stack}>
      {it.majorAt && (
        <Notice level="overdue">
          <strong>{t('major')}.</strong> {t('majorSince', { at: dateTime(it.majorAt) })}
        </Notice>
      )}
      {it.parent && (
        <Notice level="waiting">
          {t('waitsForParent')}{' '}
          <Link to="/work/cases/$caseId" params={{ caseId: it.parent.id }} search={{ tab: 'incident' }}>
            {it.parent.code} {it.parent.subject}
          </Link>
        </Notice>
      )}
      <Acts caseId={caseId} it={it} />
      <Facts it={it} />
      {it.known.length > 0 && (
        <section className={css.section}>
          <h3>{t('known')}</h3>
          {it.known.map(known => (
            <KnownErrorItem key={known.id} it={known} heading="h4" />
          ))}
        </section>
      )}
      {it.children.length > 0 && (
        <section className={css.section}>
          <h3>
            {t('childrenTitle')}: {t('children', { count: it.children.length })}
          </h3>
          {it.state !== 'restored' && <p className={css.quiet}>{t('childrenText')}</p>}
          <ul className={css.list}>
            {it.children.map(child => (
              <li key={child.id} className={css.item}>
                <p className={css.head}>
                  <Link to="/work/cases/$caseId" params={{ caseId: child.id }} search={{ tab: 'incident' }}>
                    {child.code}
                  </Link>
                  <StatusTag level={STATE_LEVELS[child.state]}>{t(`state.${child.state}`)}</StatusTag>
                </p>
                {child.subject && <p className={css.words}>{child.subject}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Findings caseId={caseId} findings={it.findings} mayWrite={it.may.includes('note')} />
    </div>
  );
}

function Facts({ it }: { it: Incident }) {
  const { t, say, date, dateTime } = useWords('incidents');
  const { t: problems } = useWords('problems');
  const facts: [string, ReactNode][] = [
    [t('facts.state'), <StatusTag level={STATE_LEVELS[it.state]}>{t(`state.${it.state}`)}</StatusTag>],
    [t('facts.symptom'), it.symptom && t(`symptom.${it.symptom}`)],
    [t('facts.effectOn'), it.effectOn && date(it.effectOn)],
    [t('facts.services'), it.services.map(service => say(service.title)).join(', ')],
    [t('facts.items'), it.items.length > 0 && <ItemLinks items={it.items} registered={it.registered} />],
    [t('facts.signals'), it.signals > 0 && String(it.signals)],
    [t('facts.workaround'), it.usedWorkaround !== null && t(it.usedWorkaround ? 'workaroundUsed' : 'workaroundNotUsed')],
    [t('facts.cause'), it.causeRemoved !== null && t(it.causeRemoved ? 'causeRemoved' : 'causeStays')],
    [t('facts.resolution'), it.resolution && <span className={css.words}>{it.resolution}</span>],
    [t('facts.restored'), it.restoredAt && `${dateTime(it.restoredAt)}${it.verifiedBy ? ` · ${t('verifiedBy', { name: it.verifiedBy.name })}` : ''}`],
    [
      t('problems'),
      it.problems.length > 0 &&
        it.problems.map(problem => (
          <span key={problem.id} className={css.head}>
            <Link to="/work/cases/$caseId" params={{ caseId: problem.id }} search={{ tab: 'problem' }}>
              {problem.code}
            </Link>
            {problems(`status.${problem.status}`)}
          </span>
        )),
    ],
  ];
  return <FactList facts={facts} />;
}

function Acts({ caseId, it }: { caseId: string; it: Incident }) {
  const { t } = useWords('incidents');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const [asked, setAsked] = useState(false);
  const declare = async () => {
    const done = await run(
      () => call(declareMajorIncident, { caseId }, undefined, { idempotencyKey: keyFor(`major:${caseId}`) }),
      () => t('declared'),
    );
    setAsked(false);
    if (done) await reread(getIncident);
  };
  const detach = async () => {
    const done = await run(
      () => call(detachIncident, { caseId }, undefined, { idempotencyKey: keyFor(`detach:${caseId}`) }),
      () => t('detached'),
    );
    if (done) await reread(getIncident);
  };
  if (it.may.every(may => may === 'note')) return null;
  return (
    <>
      {problem && <ProblemView problem={problem} />}
      <div className={css.do}>
        {it.may.includes('declare-major') && <Button onClick={() => setAsked(true)}>{t('declareMajor')}</Button>}
        {it.may.includes('detach') && (
          <Button busy={busy} onClick={() => void detach()}>
            {t('detach')}
          </Button>
        )}
      </div>
      <Dialog
        open={asked}
        title={t('declareMajorTitle')}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button look="main" busy={busy} onClick={() => void declare()}>
              {t('declareMajorDo')}
            </Button>
            <Button onClick={() => setAsked(false)}>{t('do.cancel', { ns: 'common' })}</Button>
          </>
        }
      >
        <p>{t('declareMajorText')}</p>
      </Dialog>
    </>
  );
}
