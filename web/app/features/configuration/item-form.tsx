import { useState } from 'react';
import type { PlanData } from '../../../contract/configuration-plan.ts';
import type { ItemContent } from '../../../contract/configuration.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Faults } from './faults.tsx';
import css from './configuration.module.css';

type Attribute = PlanData['types'][number]['attributes'][number];
interface Props {
  title: string;
  plan: PlanData;
  first: ItemContent;
  services: { id: string; title: { lv: string; en: string } }[];
  /** Whether a reason must be given: of a correction it must. */
  whyNeeded: boolean;
  busy: boolean;
  problem: ApiProblem | null;
  onSave(content: ItemContent, why: string): void;
  onClose(): void;
}

const idOf = (path: string) => `item-${path.replace(/\W/g, '-')}`;

/** An item as its type wants it: the fields come from the plan of the agency. */
export function ItemForm({ title, plan, first, services, whyNeeded, busy, problem, onSave, onClose }: Props) {
  const { t, say } = useWords('configuration');
  const [it, setIt] = useState(first);
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const put = (part: Partial<ItemContent>) => setIt({ ...it, ...part });
  const attributes = plan.types.find(type => type.id === it.type)?.attributes ?? [];
  const missing = (text: string | null) => (tried && !text?.trim() ? t('needed') : null);
  const whyMissing = tried && whyNeeded && why.trim().length < 3 ? t('needed') : null;
  const save = () => {
    setTried(true);
    if (!it.identifier.trim() || !it.name.trim() || (whyNeeded && why.trim().length < 3)) return;
    const kept = Object.fromEntries(Object.entries(it.attributes).filter(([key, value]) => value !== '' && attributes.some(one => one.key === key)));
    onSave(
      { ...it, attributes: kept, owner: it.owner?.trim() || null, release: it.release?.trim() || null, relations: it.relations.filter(one => one.to.trim()) },
      why.trim(),
    );
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={save}>
        {t('save')}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog open wide title={title} onClose={onClose} actions={actions}>
      <div className={css.form}>
        <Faults problem={problem} idOf={idOf} />
        <Select
          id={idOf('type')}
          label={t('field.type')}
          value={it.type}
          onChange={type => put({ type })}
          options={plan.types.map(type => ({ value: type.id, label: say(type.title) }))}
        />
        <TextField
          id={idOf('identifier')}
          label={t('field.identifier')}
          help={t('identifierRule', { rule: plan.types.find(type => type.id === it.type)?.identifier ?? '*' })}
          value={it.identifier}
          error={missing(it.identifier)}
          onChange={event => put({ identifier: event.target.value })}
        />
        <TextField id={idOf('name')} label={t('field.name')} value={it.name} error={missing(it.name)} onChange={event => put({ name: event.target.value })} />
        <TextField
          id={idOf('owner')}
          label={t('field.owner')}
          optional={!plan.ownerRequired}
          value={it.owner ?? ''}
          onChange={event => put({ owner: event.target.value })}
        />
        <TextField id={idOf('release')} label={t('field.release')} optional value={it.release ?? ''} onChange={event => put({ release: event.target.value })} />
        {attributes.map(one => (
          <AttributeField
            key={one.key}
            attribute={one}
            value={it.attributes[one.key]}
            onChange={value => put({ attributes: { ...it.attributes, [one.key]: value } })}
          />
        ))}
        <fieldset id={idOf('services')} tabIndex={-1} className={css.part}>
          <legend>{t('field.services')}</legend>
          {services.map(one => (
            <label key={one.id}>
              <input
                type="checkbox"
                checked={it.services.includes(one.id)}
                onChange={event => put({ services: event.target.checked ? [...it.services, one.id] : it.services.filter(id => id !== one.id) })}
              />{' '}
              {say(one.title)}
            </label>
          ))}
        </fieldset>
        <Relations plan={plan} relations={it.relations} onChange={relations => put({ relations })} />
        <TextArea
          id={idOf('why')}
          label={t('why')}
          rows={2}
          optional={!whyNeeded}
          value={why}
          error={whyMissing}
          onChange={event => setWhy(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

function AttributeField({ attribute, value, onChange }: { attribute: Attribute; value: unknown; onChange(value: unknown): void }) {
  const { t, say } = useWords('configuration');
  const common = { id: idOf(`attributes.${attribute.key}`), label: say(attribute.title), optional: !attribute.required };
  const none = { value: '', label: t('notSaid') };
  if (attribute.kind === 'choice')
    return (
      <Select
        {...common}
        value={String(value ?? '')}
        onChange={onChange}
        options={[none, ...attribute.choices.map(one => ({ value: one.value, label: say(one.title) }))]}
      />
    );
  if (attribute.kind === 'yes-no')
    return (
      <Select
        {...common}
        value={value === undefined || value === '' ? '' : value === true ? 'yes' : 'no'}
        onChange={word => onChange(word === '' ? '' : word === 'yes')}
        options={[none, { value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]}
      />
    );
  const type = attribute.kind === 'date' ? 'date' : attribute.kind === 'number' ? 'number' : 'text';
  return (
    <TextField
      {...common}
      type={type}
      value={String((value as string | number | undefined) ?? '')}
      onChange={event => onChange(type === 'number' && event.target.value !== '' ? Number(event.target.value) : event.target.value)}
    />
  );
}

function Relations({ plan, relations, onChange }: { plan: PlanData; relations: ItemContent['relations']; onChange(all: ItemContent['relations']): void }) {
  const { t, say } = useWords('configuration');
  const put = (at: number, part: Partial<ItemContent['relations'][number]>) => onChange(relations.map((it, n) => (n === at ? { ...it, ...part } : it)));
  return (
    <fieldset id={idOf('relations')} tabIndex={-1} className={css.part}>
      <legend>{t('field.relations')}</legend>
      {relations.map((it, at) => (
        <div key={at} className={css.row}>
          <Select
            label={t('relation.words')}
            value={it.type}
            onChange={type => put(at, { type })}
            options={plan.relations.map(one => ({ value: one.id, label: say(one.out) }))}
          />
          <TextField label={t('relation.to')} value={it.to} onChange={event => put(at, { to: event.target.value })} />
          <Button look="quiet" aria-label={t('relation.removeOf', { to: it.to })} onClick={() => onChange(relations.filter((_, n) => n !== at))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...relations, { type: plan.relations[0]!.id, to: '' }])}>{t('relation.add')}</Button>
      </div>
    </fieldset>
  );
}
