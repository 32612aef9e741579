import { useState } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { listTerms } from '../../../contract/terms.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lengthWords } from '../../ui/clock-words.ts';
import { Button } from '../../ui/button.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { groupTerms, standingOf, type Term, type TermGroup } from './group-terms.ts';
import { CancelTermDialog } from './cancel-term-dialog.tsx';
import css from './settings.module.css';
import { TermDialog } from './term-dialog.tsx';

type Found = ReplyOf<typeof listTerms>;
type Props = { agencyId: string; /** The platform's administrator sets what holds for all. */ general: boolean; found: Found };

/** What is being written: a new term, the next version of one, a correction of a planned one, or that it is taken back. */
export type Asked = { what: 'new' } | { what: 'follow' | 'correct' | 'cancel'; term: Term };

/** Every scope with what holds now, what held and what is to come; the general ones stand behind those of the agency. */
export function TermList({ agencyId, general, found }: Props) {
  const { t } = useWords('settings');
  const [asked, setAsked] = useState<Asked | null>(null);
  const groups = groupTerms(found.terms);
  const mayAdd = general || found.mayAdd !== 'none';
  return (
    <section aria-labelledby="terms">
      <div className={css.head}>
        <h2 id="terms">{t('term.title')}</h2>
        {mayAdd && (
          <Button look="main" onClick={() => setAsked({ what: 'new' })}>
            {t('term.add')}
          </Button>
        )}
      </div>
      <p className={css.quiet}>{t('term.intro')}</p>
      <ul className={css.terms}>
        {groups.map(group => (
          <Group key={group.key} group={group} services={found.services} onAsk={setAsked} />
        ))}
        {found.services.map(({ id, title, term }) => (
          <FolderTerm key={id} title={title} workingDays={term.workingDays} law={term.law} />
        ))}
      </ul>
      {asked?.what === 'cancel' && <CancelTermDialog term={asked.term} onClose={() => setAsked(null)} />}
      {asked !== null && asked.what !== 'cancel' && (
        <TermDialog
          agencyId={general ? null : agencyId}
          services={found.services}
          onlyServices={!general && found.mayAdd === 'services'}
          asked={asked}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function Group({ group, services, onAsk }: { group: TermGroup; services: Found['services']; onAsk(asked: Asked): void }) {
  const words = useWords('settings');
  const { t, say } = words;
  const { t: word } = useWords('domain');
  const { scope, shown, ahead, others } = group;
  const title = services.find(it => it.id === scope.serviceId)?.title;
  const about = [
    scope.agencyId === null ? t('term.general') : t('term.own'),
    scope.serviceId && (title ? say(title) : scope.serviceId),
    scope.kind && word(`kind.${scope.kind}`),
    scope.priority !== null && t('term.priority', { n: scope.priority }),
  ].filter(Boolean);
  const name = `${t(`term.purpose.${scope.purpose}`)}: ${about.join(', ')}`;
  return (
    <li>
      <h3>{name}</h3>
      <Version term={shown} />
      <Planned term={shown} name={name} onAsk={onAsk} />
      {shown.mayChange && shown.cancelled === null && (
        <Button look="quiet" aria-label={t('term.followOf', { name })} onClick={() => onAsk({ what: 'follow', term: shown })}>
          {t('term.follow')}
        </Button>
      )}
      {ahead.map(it => (
        <div key={it.id}>
          <Version term={it} />
          <Planned term={it} name={name} onAsk={onAsk} />
        </div>
      ))}
      {others.length > 0 && (
        <details>
          <summary>{t('term.history', { count: others.length })}</summary>
          {others.map(it => (
            <Version key={it.id} term={it} />
          ))}
        </details>
      )}
    </li>
  );
}

/** What has not begun is corrected or taken back. */
function Planned({ term, name, onAsk }: { term: Term; name: string; onAsk(asked: Asked): void }) {
  const { t, date } = useWords('settings');
  if (!term.mayTakeBack) return null;
  return (
    <div className={css.pair}>
      {(['correct', 'cancel'] as const).map(what => (
        <Button key={what} look="quiet" aria-label={t(`term.${what}Of`, { name, from: date(term.validFrom) })} onClick={() => onAsk({ what, term })}>
          {t(`term.${what}`)}
        </Button>
      ))}
    </div>
  );
}

/** One dated version: how long, by what law, from when until when. */
function Version({ term }: { term: Term }) {
  const { t, date, say } = useWords('settings');
  const { t: word } = useWords('domain');
  const standing = term.cancelled ? 'cancelled' : standingOf(term);
  const when = term.validTo ? t('term.fromTo', { from: date(term.validFrom), to: date(term.validTo) }) : t('term.from', { from: date(term.validFrom) });
  return (
    <p className={css.version}>
      <strong>{lengthWords(term.amount, term.unit, word)}</strong>
      <StatusTag level={({ now: 'on-time', ahead: 'waiting', over: 'plain', cancelled: 'plain' } as const)[standing]}>
        {t(`term.standing.${standing}`)}
      </StatusTag>
      <span>{when}</span>
      <span className={css.quiet}>{say(term.law)}</span>
      {term.cancelled && (
        <span className={css.quiet}>{t('term.cancelledBy', { name: term.cancelled.by, at: date(term.cancelled.at), reason: term.cancelled.reason })}</span>
      )}
    </p>
  );
}

function FolderTerm({ title, workingDays, law }: { title: { lv: string; en: string }; workingDays: number; law: { lv: string; en: string } }) {
  const { t, say } = useWords('settings');
  const { t: word } = useWords('domain');
  return (
    <li>
      <h3>
        {t('term.purpose.decision')}: {say(title)}
      </h3>
      <p className={css.version}>
        <strong>{lengthWords(workingDays, 'working-days', word)}</strong>
        <span>{t('term.folder')}</span>
        <span className={css.quiet}>{say(law)}</span>
      </p>
    </li>
  );
}
