import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addDemand, decideDemand, DEMAND_SOURCES, endImprovement, getServiceLevels } from '../../../contract/service-levels.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from '../../ui/itil.module.css';
import { FieldsDialog } from './fields-dialog.tsx';
import type { Found } from './plan-tab.tsx';
import { useLevelWords } from './use-level-words.ts';

type Demand = Found['demands'][number];
type Improvement = Found['improvements'][number];
type Asked = { what: 'add' } | { what: Demand['may'][number]; of: Demand } | { what: 'end'; improvement: Improvement };

/** Services people need and nobody gives (P10.2), and areas that are being improved (P12.6). */
export function DemandTab({ found }: { found: Found }) {
  const { t } = useLevelWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div className={css.stack}>
      <section className={css.section} aria-labelledby="level-demand">
        <h2 id="level-demand">{t('demand.title')}</h2>
        <p className={css.lead}>{t('demand.lead')}</p>
        <Signs found={found} />
        {found.may.includes('demand') && (
          <div>
            <Button onClick={() => setAsked({ what: 'add' })}>{t('demand.add')}</Button>
          </div>
        )}
        {found.demands.length === 0 && <EmptyState title={t('demand.empty')}>{t('demand.emptyText')}</EmptyState>}
        <ul className={css.list}>
          {found.demands.map(it => (
            <DemandItem key={it.id} it={it} onAsk={setAsked} />
          ))}
        </ul>
      </section>
      <section className={css.section} aria-labelledby="level-improvements">
        <h2 id="level-improvements">{t('improve.title')}</h2>
        <p className={css.lead}>{t('improve.lead')}</p>
        {found.improvements.length === 0 && <EmptyState title={t('improve.empty')}>{t('improve.emptyText')}</EmptyState>}
        <ul className={css.list}>
          {found.improvements.map(it => (
            <ImprovementItem key={it.id} it={it} onEnd={() => setAsked({ what: 'end', improvement: it })} />
          ))}
        </ul>
      </section>
      {asked && <Dialogs asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Signs({ found: { signs } }: { found: Found }) {
  const { t, serviceName, amount } = useLevelWords();
  const { t: word } = useWords('domain');
  if (signs.withoutService.length + signs.ratedLow.length === 0) return <p className={css.quiet}>{t('demand.noSigns')}</p>;
  return (
    <>
      <h3>{t('demand.signs')}</h3>
      <ul>
        {signs.withoutService.map(it => (
          <li key={it.kind}>{t('demand.withoutService', { kind: word(`kind.${it.kind}`), count: it.count })}</li>
        ))}
        {signs.ratedLow.map(it => (
          <li key={it.service?.id ?? ''}>
            {t('demand.ratedLow', { name: it.service ? serviceName(it.service) : t('noService'), rating: amount('satisfaction', it.rating), count: it.count })}
          </li>
        ))}
      </ul>
    </>
  );
}

function DemandItem({ it, onAsk }: { it: Demand; onAsk(asked: Asked): void }) {
  const { t, date } = useLevelWords();
  return (
    <li className={css.item}>
      <p className={css.tags}>
        <StatusTag level={({ open: 'waiting', accepted: 'done', declined: 'plain' } as const)[it.state]}>{t(`demand.state.${it.state}`)}</StatusTag>
        <span className={css.quiet}>
          {t(`demand.source.${it.source}`)} · {it.madeBy.name}, {date(it.madeAt)}
        </span>
        {it.case && (
          <Link to="/work/cases/$caseId" params={{ caseId: it.case.id }}>
            {it.case.code}
          </Link>
        )}
      </p>
      <p className={css.words}>{it.need}</p>
      {it.change && (
        <p>
          {t('demand.changeAsked')}{' '}
          <Link to="/work/changes/$changeId" params={{ changeId: it.change.id }}>
            {it.change.code}
          </Link>
        </p>
      )}
      {it.reason && (
        <p className={css.quiet}>
          {it.reason} ({it.decidedBy?.name})
        </p>
      )}
      <div className={css.do}>
        {it.may.map(what => (
          <Button key={what} look="quiet" aria-label={`${t(`demand.do.${what}`)}: ${it.need.slice(0, 80)}`} onClick={() => onAsk({ what, of: it })}>
            {t(`demand.do.${what}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

function ImprovementItem({ it, onEnd }: { it: Improvement; onEnd(): void }) {
  const { t, date } = useLevelWords();
  return (
    <li className={css.item}>
      <p className={css.tags}>
        <strong>{it.area}</strong>
        <StatusTag level={it.state === 'chosen' ? 'waiting' : it.state === 'done' ? 'done' : 'plain'}>{t(`improve.state.${it.state}`)}</StatusTag>
        <span className={css.quiet}>
          {it.madeBy.name}, {date(it.madeAt)}
        </span>
      </p>
      <p className={css.words}>{it.reason}</p>
      {it.result && <p className={css.words}>{t('improve.result', { result: it.result })}</p>}
      {it.may.includes('end') && (
        <div>
          <Button look="quiet" aria-label={`${t('improve.end')}: ${it.area}`} onClick={onEnd}>
            {t('improve.end')}
          </Button>
        </div>
      )}
    </li>
  );
}

function Dialogs({ asked, onClose }: { asked: Asked; onClose(): void }) {
  const { t } = useLevelWords();
  const close = () => {
    onClose();
    void reread(getServiceLevels);
  };
  if (asked.what === 'add')
    return (
      <FieldsDialog
        title={t('demand.add')}
        label={t('save')}
        done={t('saved')}
        fields={[
          { name: 'need', label: t('demand.need'), type: 'area' },
          {
            name: 'source',
            label: t('demand.sourceField'),
            type: 'select',
            value: 'application',
            options: DEMAND_SOURCES.map(value => ({ value, label: t(`demand.source.${value}`) })),
          },
          { name: 'caseCode', label: t('demand.caseCode'), type: 'text', optional: true },
        ]}
        send={({ need = '', source, caseCode = '' }, idempotencyKey) =>
          call(
            addDemand,
            {},
            { need: need.trim(), source: DEMAND_SOURCES.find(it => it === source) ?? 'other', caseCode: caseCode.trim() || null },
            { idempotencyKey },
          )
        }
        onClose={close}
      />
    );
  if (asked.what === 'end')
    return (
      <FieldsDialog
        title={t('improve.end')}
        label={t('save')}
        done={t('saved')}
        fields={[
          {
            name: 'decision',
            label: t('improve.how'),
            type: 'select',
            value: 'done',
            options: (['done', 'dropped'] as const).map(value => ({ value, label: t(`improve.state.${value}`) })),
          },
          { name: 'result', label: t('improve.resultField'), type: 'area' },
        ]}
        send={({ decision, result = '' }, idempotencyKey) =>
          call(
            endImprovement,
            { id: asked.improvement.id },
            { decision: decision === 'dropped' ? 'dropped' : 'done', result: result.trim() },
            { idempotencyKey },
          )
        }
        onClose={close}
      />
    );
  return (
    <FieldsDialog
      title={t(`demand.do.${asked.what}`)}
      label={t(`demand.press.${asked.what}`)}
      done={t('saved')}
      fields={[{ name: 'reason', label: t('reason'), type: 'area' }]}
      send={({ reason = '' }, idempotencyKey) => call(decideDemand, { id: asked.of.id }, { decision: asked.what, reason: reason.trim() }, { idempotencyKey })}
      onClose={close}
    />
  );
}
