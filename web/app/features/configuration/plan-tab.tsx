import { useState } from 'react';
import { ATTRIBUTE_KINDS, IMPACTS, ITEM_KINDS, type PlanData } from '../../../contract/configuration-plan.ts';
import { changeConfigurationPlan, getConfigurationPlan } from '../../../contract/configuration.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { today } from '../../i18n/days.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useIntention } from '../workplace/use-intention.ts';
import { Faults } from './faults.tsx';
import { useConfigurationAct } from './use-configuration-act.ts';
import css from './configuration.module.css';

type View = ReplyOf<typeof getConfigurationPlan>;
type Type = PlanData['types'][number];
type Attribute = Type['attributes'][number];

/** P6.1: what the agency records, how deep, and by which rules; its holder makes another plan from a day on. */
export function PlanTab({ agencyId }: { agencyId: string }) {
  const { t } = useWords('configuration');
  const query = useCall(getConfigurationPlan, { agencyId });
  const [isOpen, setOpen] = useState(false);
  return (
    <Loaded query={query} what={t('plan.loading')} lines={8}>
      {plan => (isOpen ? <PlanForm plan={plan} onClose={() => setOpen(false)} /> : <PlanView plan={plan} onEdit={() => setOpen(true)} />)}
    </Loaded>
  );
}

function PlanView({ plan: { data, validFrom, versions, mayChange, changedBy, why }, onEdit }: { plan: View; onEdit(): void }) {
  const { t, say, date } = useWords('configuration');
  return (
    <div className={css.part}>
      <p>{validFrom ? t('plan.since', { date: date(validFrom), by: changedBy, why }) : t('plan.typical')}</p>
      {mayChange && (
        <div>
          <Button onClick={onEdit}>{t('plan.change')}</Button>
        </div>
      )}
      <p className={css.lead}>{say(data.depth)}</p>
      <p>
        {[
          t(data.ownerRequired ? 'plan.ownerRequired' : 'plan.ownerOptional'),
          t(data.servicesNeedItems ? 'plan.needItems' : 'plan.needNoItems'),
          t('plan.auditEvery', { count: data.auditMonths }),
        ].join(' · ')}
      </p>
      <h2>{t('plan.types')}</h2>
      {data.types.map(type => (
        <section key={type.id} className={css.block} aria-labelledby={`type-${type.id}`}>
          <h3 id={`type-${type.id}`}>{say(type.title)}</h3>
          <p className={css.quiet}>
            {t(`kind.${type.kind}`)} · {t('plan.identifier')}: <code>{type.identifier}</code>
          </p>
          <ul>
            {type.attributes.map(it => (
              <li key={it.key}>
                {say(it.title)}{' '}
                <span className={css.quiet}>
                  ({[t(`attribute.${it.kind}`), it.required && t('plan.required'), it.choices.map(one => say(one.title)).join(', ')].filter(Boolean).join('; ')}
                  )
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <h2>{t('plan.relations')}</h2>
      <ul>
        {data.relations.map(it => (
          <li key={it.id}>
            {say(it.out)} ↔ {say(it.back)} <span className={css.quiet}>({t(`flow.${it.impact}`)})</span>
          </li>
        ))}
      </ul>
      {versions.length > 0 && (
        <>
          <h2>{t('plan.versions')}</h2>
          <ul>
            {versions.map(it => (
              <li key={it.version}>
                {it.version}. {date(it.validFrom)} · {it.by} · {it.why}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const named = { lv: '', en: '' };
const replaced = <T,>(all: T[], at: number, part: Partial<T>): T[] => all.map((it, n) => (n === at ? { ...it, ...part } : it));
const without = <T,>(all: T[], at: number): T[] => all.filter((_, n) => n !== at);

function PlanForm({ plan, onClose }: { plan: View; onClose(): void }) {
  const { t } = useWords('configuration');
  const [data, setData] = useState<PlanData>(plan.data);
  const [validFrom, setValidFrom] = useState(today);
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useConfigurationAct();
  const keyFor = useIntention();
  const put = (part: Partial<PlanData>) => setData({ ...data, ...part });
  const save = async () => {
    setTried(true);
    if (why.trim().length < 3) return;
    const body = { data, validFrom, why: why.trim(), version: plan.version };
    const done = await run(
      () => call(changeConfigurationPlan, { agencyId: plan.agency.id }, body, { idempotencyKey: keyFor(body) }),
      () => t('plan.done'),
    );
    if (done) onClose();
  };
  return (
    <form className={css.part} onSubmit={event => event.preventDefault()} noValidate>
      <h2>{t('plan.change')}</h2>
      <Faults problem={problem} idOf={path => `plan-${path.split('.')[0]}`} />
      <div className={css.form}>
        <TextArea label={t('plan.depthLv')} rows={3} value={data.depth.lv} onChange={event => put({ depth: { ...data.depth, lv: event.target.value } })} />
        <TextArea label={t('plan.depthEn')} rows={3} value={data.depth.en} onChange={event => put({ depth: { ...data.depth, en: event.target.value } })} />
        <Checkbox label={t('plan.ownerRequired')} checked={data.ownerRequired} onChange={ownerRequired => put({ ownerRequired })} />
        <Checkbox label={t('plan.needItems')} checked={data.servicesNeedItems} onChange={servicesNeedItems => put({ servicesNeedItems })} />
        <TextField
          label={t('plan.auditMonths')}
          type="number"
          min={1}
          max={60}
          value={data.auditMonths}
          onChange={event => put({ auditMonths: Number(event.target.value) })}
        />
      </div>
      <h3 id="plan-types" tabIndex={-1}>
        {t('plan.types')}
      </h3>
      {data.types.map((type, at) => (
        <TypeFields
          key={at}
          type={type}
          onChange={part => put({ types: replaced(data.types, at, part) })}
          onRemove={() => put({ types: without(data.types, at) })}
        />
      ))}
      <div>
        <Button onClick={() => put({ types: [...data.types, { id: '', title: named, kind: 'equipment', identifier: '*', attributes: [] }] })}>
          {t('plan.addType')}
        </Button>
      </div>
      <h3 id="plan-relations" tabIndex={-1}>
        {t('plan.relations')}
      </h3>
      {data.relations.map((it, at) => {
        const change = (part: Partial<typeof it>) => put({ relations: replaced(data.relations, at, part) });
        return (
          <fieldset key={at} className={css.block}>
            <legend>{it.out.lv || t('plan.newRelation')}</legend>
            <div className={css.row}>
              <TextField label={t('plan.id')} value={it.id} onChange={event => change({ id: event.target.value })} />
              <TextField label={t('plan.outLv')} value={it.out.lv} onChange={event => change({ out: { ...it.out, lv: event.target.value } })} />
              <TextField label={t('plan.outEn')} value={it.out.en} onChange={event => change({ out: { ...it.out, en: event.target.value } })} />
              <TextField label={t('plan.backLv')} value={it.back.lv} onChange={event => change({ back: { ...it.back, lv: event.target.value } })} />
              <TextField label={t('plan.backEn')} value={it.back.en} onChange={event => change({ back: { ...it.back, en: event.target.value } })} />
              <Select
                label={t('plan.flow')}
                value={it.impact}
                onChange={impact => change({ impact })}
                options={IMPACTS.map(value => ({ value, label: t(`flow.${value}`) }))}
              />
              <Button look="quiet" aria-label={`${t('remove')}: ${it.out.lv}`} onClick={() => put({ relations: without(data.relations, at) })}>
                {t('remove')}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div>
        <Button onClick={() => put({ relations: [...data.relations, { id: '', out: named, back: named, impact: 'none' }] })}>{t('plan.addRelation')}</Button>
      </div>
      <div className={css.form}>
        <TextField id="plan-validFrom" label={t('plan.validFrom')} type="date" value={validFrom} onChange={event => setValidFrom(event.target.value)} />
        <TextArea
          label={t('why')}
          rows={2}
          value={why}
          error={tried && why.trim().length < 3 ? t('needed') : null}
          onChange={event => setWhy(event.target.value)}
        />
        <div className={css.head}>
          <Button look="main" busy={busy} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </div>
    </form>
  );
}

function TypeFields({ type, onChange, onRemove }: { type: Type; onChange(part: Partial<Type>): void; onRemove(): void }) {
  const { t } = useWords('configuration');
  const name = type.title.lv || t('plan.newType');
  return (
    <fieldset className={css.block}>
      <legend>{name}</legend>
      <div className={css.row}>
        <TextField label={t('plan.id')} value={type.id} onChange={event => onChange({ id: event.target.value })} />
        <TextField label={t('plan.titleLv')} value={type.title.lv} onChange={event => onChange({ title: { ...type.title, lv: event.target.value } })} />
        <TextField label={t('plan.titleEn')} value={type.title.en} onChange={event => onChange({ title: { ...type.title, en: event.target.value } })} />
        <Select
          label={t('plan.kind')}
          value={type.kind}
          onChange={kind => onChange({ kind })}
          options={ITEM_KINDS.map(value => ({ value, label: t(`kind.${value}`) }))}
        />
        <TextField
          label={t('plan.identifier')}
          help={t('plan.identifierHelp')}
          value={type.identifier}
          onChange={event => onChange({ identifier: event.target.value })}
        />
        <Button look="quiet" aria-label={`${t('remove')}: ${name}`} onClick={onRemove}>
          {t('remove')}
        </Button>
      </div>
      {type.attributes.map((it, at) => (
        <AttributeRow
          key={at}
          it={it}
          onChange={part => onChange({ attributes: replaced(type.attributes, at, part) })}
          onRemove={() => onChange({ attributes: without(type.attributes, at) })}
        />
      ))}
      <div>
        <Button
          aria-label={`${t('plan.addAttribute')}: ${name}`}
          onClick={() => onChange({ attributes: [...type.attributes, { key: '', title: named, kind: 'text', required: false, choices: [] }] })}
        >
          {t('plan.addAttribute')}
        </Button>
      </div>
    </fieldset>
  );
}

/** "high = Augsts = High", one a line. */
const writeChoices = (all: Attribute['choices']) => all.map(it => `${it.value} = ${it.title.lv} = ${it.title.en}`).join('\n');
const readChoices = (text: string): Attribute['choices'] =>
  text
    .split('\n')
    .filter(line => line.trim())
    .map(line => {
      const [value = '', lv = '', en = ''] = line.split('=').map(part => part.trim());
      return { value, title: { lv, en } };
    });

function AttributeRow({ it, onChange, onRemove }: { it: Attribute; onChange(part: Partial<Attribute>): void; onRemove(): void }) {
  const { t } = useWords('configuration');
  const [choices, setChoices] = useState(writeChoices(it.choices));
  return (
    <div className={css.row}>
      <TextField label={t('plan.key')} value={it.key} onChange={event => onChange({ key: event.target.value })} />
      <TextField label={t('plan.titleLv')} value={it.title.lv} onChange={event => onChange({ title: { ...it.title, lv: event.target.value } })} />
      <TextField label={t('plan.titleEn')} value={it.title.en} onChange={event => onChange({ title: { ...it.title, en: event.target.value } })} />
      <Select
        label={t('plan.attributeKind')}
        value={it.kind}
        onChange={kind => onChange({ kind, choices: kind === 'choice' ? readChoices(choices) : [] })}
        options={ATTRIBUTE_KINDS.map(value => ({ value, label: t(`attribute.${value}`) }))}
      />
      <Checkbox label={t('plan.required')} checked={it.required} onChange={required => onChange({ required })} />
      {it.kind === 'choice' && (
        <TextArea
          label={t('plan.choices')}
          help={t('plan.choicesHelp')}
          rows={3}
          value={choices}
          onChange={event => {
            setChoices(event.target.value);
            onChange({ choices: readChoices(event.target.value) });
          }}
        />
      )}
      <Button look="quiet" aria-label={`${t('remove')}: ${it.title.lv}`} onClick={onRemove}>
        {t('remove')}
      </Button>
    </div>
  );
}
