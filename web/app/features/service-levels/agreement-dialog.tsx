import { useState } from 'react';
import { addAgreement, AGREEMENT_TYPES } from '../../../contract/service-levels.ts';
import { PURPOSES, UNITS } from '../../../contract/terms.ts';
import { call } from '../../api/call.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import css from '../../ui/itil.module.css';
import { tomorrow } from '../deadlines/tomorrow.ts';
import { FieldsDialog } from './fields-dialog.tsx';
import type { Found } from './plan-tab.tsx';
import { useLevelWords } from './use-level-words.ts';

type Purpose = (typeof PURPOSES)[number];
type Unit = (typeof UNITS)[number];
type Time = { purpose: Purpose; serviceId: string; priority: '' | '1' | '2' | '3' | '4'; amount: string; unit: Unit };
const PRIORITIES = ['', '1', '2', '3', '4'] as const;
const MOST = 50;
const isAmount = (text: string) => /^\d{1,4}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 2000;

/** A draft: with whom, what for, from when, and the times it promises, row by row. */
export function AgreementDialog({ found, onClose }: { found: Found; onClose(): void }) {
  const { t } = useLevelWords();
  const [times, setTimes] = useState<Time[]>([]);
  const [tried, setTried] = useState(false);
  const change = (at: number, part: Partial<Time>) => setTimes(now => now.map((it, n) => (n === at ? { ...it, ...part } : it)));
  const fresh: Time = { purpose: 'decision', serviceId: found.services[0]?.id ?? '', priority: '', amount: '', unit: 'working-days' };
  return (
    <FieldsDialog
      title={t('agreement.add')}
      text={t('agreement.addText')}
      label={t('save')}
      done={t('saved')}
      fields={[
        {
          name: 'type',
          label: t('agreement.typeField'),
          type: 'select',
          value: 'client',
          options: AGREEMENT_TYPES.map(value => ({ value, label: t(`agreement.type.${value}`) })),
        },
        { name: 'title', label: t('agreement.titleField'), type: 'text' },
        { name: 'party', label: t('agreement.partyField'), type: 'text' },
        { name: 'validFrom', label: t('agreement.validFrom'), help: t('agreement.validFromHelp'), type: 'date', value: tomorrow() },
        { name: 'validTo', label: t('agreement.validTo'), type: 'date', optional: true },
      ]}
      ready={() => {
        setTried(true);
        return times.every(it => isAmount(it.amount));
      }}
      more={times}
      send={({ type, title = '', party = '', validFrom = '', validTo = '' }, idempotencyKey) => {
        const terms = times.map(it => ({
          ...{ purpose: it.purpose, serviceId: it.serviceId || null, kind: null },
          ...{ priority: it.priority ? Number(it.priority) : null, amount: Number(it.amount), unit: it.unit },
        }));
        const facts = {
          type: AGREEMENT_TYPES.find(it => it === type) ?? 'client',
          title: title.trim(),
          party: party.trim(),
          validFrom,
          validTo: validTo || null,
        };
        return call(addAgreement, {}, { ...facts, terms }, { idempotencyKey });
      }}
      onClose={onClose}
    >
      {faults => (
        <>
          {times.map((it, at) => (
            <TimeFields
              key={at}
              it={it}
              n={at + 1}
              found={found}
              error={tried && !isAmount(it.amount) ? t('fault.amount') : faults[`terms.${at}`] ? t(`fault.${faults[`terms.${at}`]}`) : null}
              onChange={part => change(at, part)}
              onRemove={() => setTimes(now => now.filter((_it, n) => n !== at))}
            />
          ))}
          <div>
            <Button disabled={times.length >= MOST} onClick={() => setTimes(now => [...now, fresh])}>
              {t('agreement.addTime')}
            </Button>
          </div>
        </>
      )}
    </FieldsDialog>
  );
}

interface TimeProps {
  it: Time;
  n: number;
  found: Found;
  error: string | null;
  onChange(part: Partial<Time>): void;
  onRemove(): void;
}

function TimeFields({ it, n, found, error, onChange, onRemove }: TimeProps) {
  const { t, say } = useLevelWords();
  const services = found.services.map(one => ({ value: one.id, label: say(one.title) }));
  return (
    <fieldset className={css.form}>
      <legend>{t('agreement.time', { n })}</legend>
      <Select<Purpose>
        label={t('agreement.purposeField')}
        value={it.purpose}
        options={PURPOSES.map(value => ({ value, label: t(`agreement.purpose.${value}`) }))}
        onChange={purpose => onChange({ purpose })}
      />
      <Select
        label={t('service')}
        value={it.serviceId}
        options={[{ value: '', label: t('allServices') }, ...services]}
        onChange={serviceId => onChange({ serviceId })}
      />
      <Select<Time['priority']>
        label={t('agreement.priorityField')}
        value={it.priority}
        options={PRIORITIES.map(value => ({ value, label: value === '' ? t('agreement.anyPriority') : t('agreement.priority', { n: value }) }))}
        onChange={priority => onChange({ priority })}
      />
      <TextField
        label={t('agreement.amount')}
        inputMode="numeric"
        value={it.amount}
        error={error}
        onChange={event => onChange({ amount: event.target.value })}
      />
      <Select<Unit>
        label={t('agreement.unit')}
        value={it.unit}
        options={UNITS.map(value => ({ value, label: t(`unit.${value}`) }))}
        onChange={unit => onChange({ unit })}
      />
      <div>
        <Button look="quiet" onClick={onRemove}>
          {t('agreement.removeTime', { n })}
        </Button>
      </div>
    </fieldset>
  );
}
