import { useState } from 'react';
import { addRequirement, addTarget, decideRequirement, endTarget, getServiceLevels, PARAMETERS } from '../../../contract/service-levels.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { addMonths, today } from '../../i18n/days.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from '../../ui/itil.module.css';
import { tomorrow } from '../deadlines/tomorrow.ts';
import { FieldsDialog } from './fields-dialog.tsx';
import { numberOf, type Field } from './fields.ts';
import { useLevelWords } from './use-level-words.ts';

export type Found = ReplyOf<typeof getServiceLevels>;
type Requirement = Found['requirements'][number];
type Target = Found['targets'][number];
type Asked =
  { what: 'require' } | { what: 'target'; of: Requirement | null } | { what: 'end'; target: Target } | { what: 'offer' | 'agree' | 'refuse'; of: Requirement };

/** What is asked for and can be offered (P10.3), and the quality plan: targets, by what they are reached, when they are looked at again (P10.4). */
export function PlanTab({ found }: { found: Found }) {
  const { t } = useLevelWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const keeps = found.may.includes('keep');
  return (
    <div className={css.stack}>
      <section className={css.section} aria-labelledby="level-targets">
        <h2 id="level-targets">{t('plan.title')}</h2>
        <p className={css.lead}>{t('plan.lead')}</p>
        {keeps && (
          <div>
            <Button onClick={() => setAsked({ what: 'target', of: null })}>{t('plan.add')}</Button>
          </div>
        )}
        {found.targets.length === 0 && <EmptyState title={t('plan.empty')}>{t('plan.emptyText')}</EmptyState>}
        <ul className={css.list}>
          {found.targets.map(it => (
            <TargetItem key={it.id} it={it} onEnd={() => setAsked({ what: 'end', target: it })} />
          ))}
        </ul>
      </section>
      <section className={css.section} aria-labelledby="level-requirements">
        <h2 id="level-requirements">{t('require.title')}</h2>
        <p className={css.lead}>{t('require.lead')}</p>
        {keeps && (
          <div>
            <Button onClick={() => setAsked({ what: 'require' })}>{t('require.add')}</Button>
          </div>
        )}
        {found.requirements.length === 0 && <EmptyState title={t('require.empty')}>{t('require.emptyText')}</EmptyState>}
        <ul className={css.list}>
          {found.requirements.map(it => (
            <RequirementItem key={it.id} it={it} onAsk={setAsked} />
          ))}
        </ul>
      </section>
      {asked && <Dialogs asked={asked} found={found} onClose={() => setAsked(null)} />}
    </div>
  );
}

function TargetItem({ it, onEnd }: { it: Target; onEnd(): void }) {
  const { t, date, serviceName, amount } = useLevelWords();
  const name = `${serviceName(it.service)}: ${t(`parameter.${it.parameter}`)}`;
  return (
    <li className={css.item}>
      <p className={css.tags}>
        <strong>{name}</strong>
        <span>{amount(it.parameter, it.target)}</span>
        {it.reviewDue && <StatusTag level="soon">{t('plan.reviewDue')}</StatusTag>}
        <span className={css.quiet}>
          {it.validTo ? t('fromTo', { from: date(it.validFrom), to: date(it.validTo) }) : t('from', { from: date(it.validFrom) })} ·{' '}
          {t('plan.review', { on: date(it.reviewOn) })}
        </span>
      </p>
      <p className={css.words}>{it.means}</p>
      {it.endReason && <p className={css.quiet}>{t('plan.ended', { reason: it.endReason })}</p>}
      {it.may.includes('end') && (
        <div>
          <Button look="quiet" aria-label={`${t('plan.end')}: ${name}`} onClick={onEnd}>
            {t('plan.end')}
          </Button>
        </div>
      )}
    </li>
  );
}

function RequirementItem({ it, onAsk }: { it: Requirement; onAsk(asked: Asked): void }) {
  const { t, serviceName, amount } = useLevelWords();
  const name = `${serviceName(it.service)}: ${t(`parameter.${it.parameter}`)}`;
  return (
    <li className={css.item}>
      <p className={css.tags}>
        <strong>{name}</strong>
        <span>{t('require.asked', { value: amount(it.parameter, it.asked) })}</span>
        {it.offered !== null && <span>{t('require.offered', { value: amount(it.parameter, it.offered) })}</span>}
        <StatusTag level={({ asked: 'waiting', offered: 'soon', agreed: 'done', refused: 'plain' } as const)[it.state]}>
          {t(`require.state.${it.state}`)}
        </StatusTag>
      </p>
      <p className={css.quiet}>{t('require.source', { source: it.source, name: it.madeBy.name })}</p>
      {it.reason && <p className={css.words}>{it.reason}</p>}
      <div className={css.do}>
        {it.may.map(what => (
          <Button
            key={what}
            look="quiet"
            aria-label={`${t(`require.do.${what}`)}: ${name}`}
            onClick={() => onAsk(what === 'plan' ? { what: 'target', of: it } : { what, of: it })}
          >
            {t(`require.do.${what}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

function Dialogs({ asked, found, onClose }: { asked: Asked; found: Found; onClose(): void }) {
  const { t, say } = useLevelWords();
  const close = () => {
    onClose();
    void reread(getServiceLevels);
  };
  const reason: Field = { name: 'reason', label: t('reason'), type: 'area' };
  const what = (of: Requirement | null): Field[] => [
    {
      name: 'serviceId',
      label: t('service'),
      type: 'select',
      value: of?.service?.id ?? '',
      options: [{ value: '', label: t('allServices') }, ...found.services.map(it => ({ value: it.id, label: say(it.title) }))],
    },
    {
      name: 'parameter',
      label: t('what'),
      type: 'select',
      value: of?.parameter ?? PARAMETERS[0],
      options: PARAMETERS.map(value => ({ value, label: t(`parameter.${value}`) })),
    },
  ];
  const scope = ({ serviceId = '', parameter = '' }: Record<string, string>) => ({
    serviceId: serviceId || null,
    parameter: PARAMETERS.find(it => it === parameter) ?? PARAMETERS[0],
  });
  const text = (value: string | undefined) => (value ?? '').trim();
  if (asked.what === 'require')
    return (
      <FieldsDialog
        title={t('require.add')}
        label={t('save')}
        done={t('saved')}
        fields={[
          ...what(null),
          { name: 'asked', label: t('require.askedField'), help: t('valueHelp'), type: 'number' },
          { name: 'source', label: t('require.sourceField'), type: 'text' },
        ]}
        send={(it, idempotencyKey) =>
          call(addRequirement, {}, { ...scope(it), asked: numberOf(it['asked'] ?? ''), source: text(it['source']) }, { idempotencyKey })
        }
        onClose={close}
      />
    );
  if (asked.what === 'end')
    return (
      <FieldsDialog
        title={t('plan.end')}
        text={t('plan.endText')}
        label={t('plan.endDo')}
        done={t('saved')}
        fields={[reason]}
        send={(it, idempotencyKey) => call(endTarget, { id: asked.target.id }, { reason: text(it['reason']) }, { idempotencyKey })}
        onClose={close}
      />
    );
  if (asked.what === 'target')
    return (
      <FieldsDialog
        title={t('plan.add')}
        label={t('save')}
        done={t('saved')}
        fields={[
          ...what(asked.of),
          { name: 'target', label: t('plan.target'), help: t('valueHelp'), type: 'number', value: asked.of ? String(asked.of.offered ?? asked.of.asked) : '' },
          { name: 'means', label: t('plan.means'), type: 'area' },
          { name: 'validFrom', label: t('plan.validFrom'), type: 'date', value: tomorrow() },
          { name: 'reviewOn', label: t('plan.reviewOn'), type: 'date', value: addMonths(today(), 3) },
        ]}
        send={(it, idempotencyKey) => {
          const days = { validFrom: it['validFrom'] ?? '', reviewOn: it['reviewOn'] ?? '' };
          const body = { ...scope(it), target: numberOf(it['target'] ?? ''), means: text(it['means']), ...days, requirementId: asked.of?.id ?? null };
          return call(addTarget, {}, body, { idempotencyKey });
        }}
        onClose={close}
      />
    );
  const offers = asked.what === 'offer';
  return (
    <FieldsDialog
      title={t(`require.do.${asked.what}`)}
      label={t(`require.press.${asked.what}`)}
      done={t('saved')}
      fields={[...(offers ? [{ name: 'offered', label: t('require.offeredField'), help: t('valueHelp'), type: 'number' as const }] : []), reason]}
      send={(it, idempotencyKey) => {
        const body = { decision: asked.what, reason: text(it['reason']), offered: offers ? numberOf(it['offered'] ?? '') : null };
        return call(decideRequirement, { id: asked.of.id }, body, { idempotencyKey });
      }}
      onClose={close}
    />
  );
}
