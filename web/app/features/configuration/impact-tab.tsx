import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { getItemImpact, HIT_PAGE_MOST, listHitCases } from '../../../contract/configuration.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useConfigurationAct } from './use-configuration-act.ts';
import css from './configuration.module.css';

const BulkDialog = lazy(() => import('../bulk/bulk-dialog.tsx').then(it => ({ default: it.BulkDialog })));
type Impact = ReplyOf<typeof getItemImpact>;

/** M7: services, cases and people that stand still when this item is down, their new dates, and the way to pause and to tell. */
export function ImpactTab({ itemId, mayAct }: { itemId: string; mayAct: boolean }) {
  const { t } = useWords('configuration');
  const [until, setUntil] = useState('');
  const query = useCall(getItemImpact, { itemId, ...(until && { until }) }, { keep: true });
  return (
    <div className={css.part}>
      <p className={css.lead}>{t('impact.lead')}</p>
      <div className={css.row}>
        <TextField label={t('impact.until')} help={t('impact.untilHelp')} type="date" optional value={until} onChange={event => setUntil(event.target.value)} />
      </div>
      {query.error && query.data && <ProblemView problem={query.error} />}
      <Loaded query={query} what={t('impact.loading')}>
        {impact => (
          <>
            <Sums impact={impact} />
            {mayAct && impact.mine > 0 && <Acts itemId={itemId} mine={impact.mine} />}
            <Services impact={impact} />
            <Cases impact={impact} until={until} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Sums({ impact: { items, services, cases, people } }: { impact: Impact }) {
  const { t } = useWords('configuration');
  const sums = { items: items.length - 1, services: services.length, cases, people };
  return (
    <ul className={css.sum} aria-label={t('impact.sums')}>
      {(['items', 'services', 'cases', 'people'] as const).map(name => (
        <li key={name}>
          <strong className="figures">{sums[name]}</strong> {t(`impact.sum.${name}`, { count: sums[name] })}
        </li>
      ))}
    </ul>
  );
}

/** Those hit whom one may act on, a thousand at a time. */
function Acts({ itemId, mine }: { itemId: string; mine: number }) {
  const { t } = useWords('configuration');
  const [open, setOpen] = useState<{ name: 'pause' | 'message'; targets: string[] } | null>(null);
  const { run, busy, problem } = useConfigurationAct();
  const start = async (name: 'pause' | 'message') => {
    const found = await run(() => call(listHitCases, { itemId, limit: HIT_PAGE_MOST }));
    if (found) setOpen({ name, targets: found.caseIds });
  };
  return (
    <div className={css.part}>
      {problem && <ProblemView problem={problem} />}
      {mine > HIT_PAGE_MOST && <Notice level="waiting">{t('impact.tooMany', { most: HIT_PAGE_MOST })}</Notice>}
      <div className={css.head}>
        <Button look="main" busy={busy} onClick={() => void start('pause')}>
          {t('impact.pause', { count: Math.min(mine, HIT_PAGE_MOST) })}
        </Button>
        <Button busy={busy} onClick={() => void start('message')}>
          {t('impact.tell', { count: Math.min(mine, HIT_PAGE_MOST) })}
        </Button>
      </div>
      {open && (
        <Suspense>
          <BulkDialog name={open.name} targets={open.targets} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}

function Services({ impact }: { impact: Impact }) {
  const { t, say } = useWords('configuration');
  if (impact.services.length === 0) return <p>{t('impact.noServices')}</p>;
  return (
    <section className={css.part} aria-labelledby="hit-services">
      <h2 id="hit-services">{t('impact.services')}</h2>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('impact.service')}</th>
            <th scope="col">{t('impact.holder')}</th>
            <th scope="col">{t('impact.casesOf')}</th>
            <th scope="col">{t('impact.through')}</th>
          </tr>
        </thead>
        <tbody>
          {impact.services.map(it => (
            <tr key={it.id}>
              <td>{say(it.title)}</td>
              <td>{say(it.holder.title)}</td>
              <td className="figures">{it.cases}</td>
              <td>{it.through.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cases({ impact, until }: { impact: Impact; until: string }) {
  const { t, say, date } = useWords('configuration');
  const { t: word } = useWords('domain');
  if (impact.shown.length === 0) return <p>{t(impact.cases === 0 ? 'impact.noCases' : 'impact.noneOfMine', { count: impact.cases })}</p>;
  const day = (at: string | null) => (at ? date(at) : '–');
  return (
    <section className={css.part} aria-labelledby="hit-cases">
      <h2 id="hit-cases">{t('impact.cases')}</h2>
      {impact.mine < impact.cases && <p className={css.quiet}>{t('impact.mine', { mine: impact.mine, all: impact.cases })}</p>}
      {impact.shown.length < impact.mine && <p className={css.quiet}>{t('impact.first', { count: impact.shown.length })}</p>}
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('impact.case')}</th>
            <th scope="col">{t('impact.service')}</th>
            <th scope="col">{t('impact.caseStatus')}</th>
            <th scope="col">{t('impact.when')}</th>
            <th scope="col">{t('impact.due')}</th>
            <th scope="col">{t('impact.newDue')}</th>
          </tr>
        </thead>
        <tbody>
          {impact.shown.map(it => (
            <tr key={it.id}>
              <td>
                <Link to="/work/cases/$caseId" params={{ caseId: it.id }} className="figures">
                  {it.code}
                </Link>
              </td>
              <td>{it.service && say(it.service.title)}</td>
              <td>{word(`status.${it.status}`)}</td>
              <td>
                <StatusTag level={it.when === 'now' ? 'overdue' : 'waiting'}>{t(`impact.at.${it.when}`)}</StatusTag>
              </td>
              <td>{day(it.dueAt)}</td>
              <td>{!it.mayPause ? t('impact.notPausable') : until ? day(it.newDueAt) : t('impact.sayUntil')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
