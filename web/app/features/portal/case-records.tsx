import { useState, type ReactNode } from 'react';
import { getLooks } from '../../../contract/cases.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { AnswerRows } from '../../ui/answer-list.tsx';
import { CaseLog } from '../../ui/case-log.tsx';
import { factWords } from '../../ui/fact-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import type { Case } from './case-page.tsx';
import css from './case-page.module.css';

/** Opens on demand; what is inside is fetched only then. */
function More({ title, children }: { title: string; children(): ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={css.more} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <div>{children()}</div>}
    </details>
  );
}

/** Facts from registers, each with its source: the person did not have to bring them. */
export function CaseFacts({ facts }: { facts: Case['facts'] }) {
  const words = useWords('portal');
  const { t, say, date } = words;
  return (
    <More title={t('case.facts')}>
      {() => (
        <AnswerRows
          rows={facts.map(fact => ({ key: fact.key, label: say(fact.label), text: factWords(fact, words), source: `${fact.source}, ${date(fact.at)}` }))}
        />
      )}
    </More>
  );
}

export function CaseHistory({ caseId }: { caseId: string }) {
  const { t } = useWords('portal');
  return <More title={t('case.history')}>{() => <CaseLog caseId={caseId} />}</More>;
}

/** M11: who looked at the client's data, when and why. */
export function CaseLooks({ caseId }: { caseId: string }) {
  const { t } = useWords('portal');
  return <More title={t('case.looks')}>{() => <Looks caseId={caseId} />}</More>;
}

function Looks({ caseId }: { caseId: string }) {
  const { t, say, dateTime } = useWords('portal');
  const looks = useCall(getLooks, { caseId }, { staleTime: 0 });
  return (
    <Loaded query={looks} what={t('case.looksWhat')}>
      {({ looks: found }) =>
        found.length === 0 ? (
          <p className={css.quiet}>{t('case.looksNone')}</p>
        ) : (
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('case.lookWhen')}</th>
                <th scope="col">{t('case.lookWho')}</th>
                <th scope="col">{t('case.lookWhy')}</th>
              </tr>
            </thead>
            <tbody>
              {found.map((look, index) => (
                <tr key={index}>
                  <td>
                    <time dateTime={look.at}>{dateTime(look.at)}</time>
                  </td>
                  <td>
                    {look.who}
                    {look.agency && <span className={css.law}>{say(look.agency)}</span>}
                  </td>
                  <td>{t(`domain:purpose.${look.purpose}`, { defaultValue: look.purpose })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  );
}
