import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { z } from 'zod';
import { getCase, readMessages, type caseView } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { SignedIn } from '../../auth/signed-in.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { AnswerList } from '../../ui/answer-list.tsx';
import { CaseCode } from '../../ui/case-code.tsx';
import { DeadlineClock } from '../../ui/deadline-clock.tsx';
import { DocumentList } from '../../ui/document-list.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StageLine } from '../../ui/stage-line.tsx';
import { CaseDecision } from './case-decision.tsx';
import { CaseFeedback } from './case-feedback.tsx';
import { CaseFacts, CaseHistory, CaseLooks } from './case-records.tsx';
import { CaseMessages } from './case-messages.tsx';
import { ReasonedAct } from './reasoned-act.tsx';
import css from './case-page.module.css';
import { CaseQuestion } from './case-question.tsx';
import { nowSentence } from './now-sentence.ts';

export type Case = z.infer<typeof caseView>;
const route = getRouteApi('/portal/cases/$caseId');

export function CasePage() {
  return (
    <SignedIn page>
      <Found />
    </SignedIn>
  );
}

function Found() {
  const { t } = useWords('portal');
  const { caseId } = route.useParams();
  const found = useCall(getCase, { caseId });
  return (
    <Loaded page query={found} what={t('case.what')} lines={8}>
      {it => <CaseView it={it} />}
    </Loaded>
  );
}

/** Where the case is, what is needed, what was said, what was decided; live, since events.ts reads it again on each change. */
function CaseView({ it }: { it: Case }) {
  const words = useWords('portal');
  const { t, say } = words;
  const { sent } = route.useSearch();
  const title = it.kind === 'service-request' && it.service ? say(it.service.title) : t(`domain:kind.${it.kind}`);
  useTitle(`${title} ${it.code}`);
  useEffect(() => {
    if (it.unreadMessages > 0) void call(readMessages, { caseId: it.id }).catch(() => {});
  }, [it.id, it.unreadMessages]);

  return (
    <article className={css.case}>
      <header className={css.head}>
        <p className={css.code}>
          {t('case.code')} <CaseCode code={it.code} />
        </p>
        <h1>{title}</h1>
        {it.subject && <p className={css.subject}>{it.subject}</p>}
        {it.about && <p className={css.quiet}>{t('case.about', { code: it.about.code })}</p>}
        {it.byMandate && <p className={css.quiet}>{t('case.mandate')}</p>}
      </header>

      {sent && (
        <Notice level="done" live>
          <p>
            <strong>{t('case.received')}</strong>
          </p>
          <p>{t('case.receivedText')}</p>
        </Notice>
      )}
      <section className={css.now} aria-live="polite">
        <p className={css.sentence}>{nowSentence(it, words)}</p>
        {it.next && it.status !== 'closed' && <p>{t('case.next', { next: say(it.next) })}</p>}
        {it.status !== 'closed' && <DeadlineClock deadline={it.deadline} />}
      </section>
      {it.question && it.may.includes('answer') && <CaseQuestion key={it.question.id} caseId={it.id} question={it.question} />}
      {it.milestones.length > 0 && <StageLine milestones={it.milestones} label={t('case.stages')} />}

      {it.decision && <CaseDecision decision={it.decision} />}
      {(it.feedback || it.may.includes('feedback') || it.may.includes('dispute')) && <CaseFeedback it={it} />}
      <CaseMessages it={it} />
      <section className={css.part} aria-labelledby="documents">
        <h2 id="documents">{t('case.documents')}</h2>
        {it.documents.length > 0 ? <DocumentList caseId={it.id} documents={it.documents} /> : <p className={css.quiet}>{t('case.noDocuments')}</p>}
      </section>
      <div>
        {it.form && (
          <details className={css.more}>
            <summary>{t('case.filled')}</summary>
            <AnswerList schema={it.form.schema} data={it.form.data} />
          </details>
        )}
        {it.facts.length > 0 && <CaseFacts facts={it.facts} />}
        <CaseHistory caseId={it.id} />
        {it.may.includes('see-looks') && <CaseLooks caseId={it.id} />}
      </div>
      {it.may.includes('reopen') && (
        <div className={css.part}>
          {it.reopenUntil && <p>{t('case.reopenUntil', { date: words.date(it.reopenUntil) })}</p>}
          <ReasonedAct what="reopen" caseId={it.id} code={it.code} />
        </div>
      )}
      {it.may.includes('withdraw') && <ReasonedAct what="withdraw" caseId={it.id} code={it.code} />}
    </article>
  );
}
