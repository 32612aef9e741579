import type { ReplyOf } from '../../../contract/endpoint.ts';
import { COUNTS_FROM, PARTIES, PURPOSES, SILENCES, UNITS, type listTerms } from '../../../contract/terms.ts';
import { KINDS } from '../../../contract/words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { whoWords } from '../../ui/clock-words.ts';
import { Checkbox, RadioGroup, Select, TextField } from '../../ui/field.tsx';
import { tomorrow } from '../deadlines/tomorrow.ts';
import css from './settings.module.css';
import type { TermDraft, TermFaults } from './term-draft.ts';

type Props = {
  draft: TermDraft;
  faults: TermFaults;
  services: ReplyOf<typeof listTerms>['services'];
  onlyServices: boolean;
  /** The next version of a term keeps what the term is for. */
  fixed: boolean;
  /** A correction says why. */
  corrects: boolean;
  onChange(part: Partial<TermDraft>): void;
};
const PRIORITIES = ['1', '2', '3', '4'] as const;

export function TermFields({ draft, faults, services, onlyServices, fixed, corrects, onChange }: Props) {
  const { t } = useWords('settings');
  const say = (code: string | undefined) => (code ? t(`fault.${code}`) : null);
  return (
    <>
      {!fixed && <Scope {...{ draft, services, onlyServices, onChange }} fault={say(faults.serviceId)} />}
      <div className={css.pair}>
        <TextField
          label={t('term.amount')}
          inputMode="numeric"
          value={draft.amount}
          error={say(faults.amount)}
          onChange={event => onChange({ amount: event.target.value })}
        />
        <Units label={t('term.unit')} value={draft.unit} onChange={unit => onChange({ unit })} />
      </div>
      <TextField label={t('term.lawLv')} maxLength={500} value={draft.lv} error={say(faults.lv)} onChange={event => onChange({ lv: event.target.value })} />
      <TextField label={t('term.lawEn')} maxLength={500} value={draft.en} error={say(faults.en)} onChange={event => onChange({ en: event.target.value })} />
      <TextField
        label={t('term.validFrom')}
        help={t('term.validFromHelp')}
        type="date"
        min={tomorrow()}
        value={draft.validFrom}
        error={say(faults.validFrom)}
        onChange={event => onChange({ validFrom: event.target.value })}
      />
      {corrects && (
        <TextField
          label={t('term.reason')}
          maxLength={500}
          value={draft.reason}
          error={say(faults.reason)}
          onChange={event => onChange({ reason: event.target.value })}
        />
      )}
      <details open={faults.extension !== undefined || undefined}>
        <summary>{t('term.more')}</summary>
        <Rules {...{ draft, onChange }} fault={say(faults.extension)} />
      </details>
    </>
  );
}

function Units({ label, value, onChange }: { label: string; value: TermDraft['unit']; onChange(unit: TermDraft['unit']): void }) {
  const { t } = useWords('settings');
  return <Select label={label} value={value} onChange={onChange} options={UNITS.map(unit => ({ value: unit, label: t(`unit.${unit}`) }))} />;
}

type Part = Pick<Props, 'draft' | 'onChange'> & { fault: string | null };

/** What the term is for: the more is said, the more special it is, and the special one counts. */
function Scope({ draft, services, onlyServices, onChange, fault }: Part & Pick<Props, 'services' | 'onlyServices'>) {
  const { t, say } = useWords('settings');
  const { t: word } = useWords('domain');
  return (
    <>
      <RadioGroup
        label={t('term.for')}
        value={draft.purpose}
        onChange={purpose => onChange({ purpose })}
        options={PURPOSES.map(value => ({ value, label: t(`term.purpose.${value}`) }))}
      />
      <Select
        label={t('term.service')}
        value={draft.serviceId}
        error={fault}
        onChange={serviceId => onChange({ serviceId })}
        options={[...(onlyServices ? [] : [{ value: '', label: t('term.any') }]), ...services.map(it => ({ value: it.id, label: say(it.title) }))]}
      />
      <div className={css.pair}>
        <Select<TermDraft['kind']>
          label={t('term.kind')}
          value={draft.kind}
          onChange={kind => onChange({ kind })}
          options={[{ value: '', label: t('term.any') }, ...KINDS.map(value => ({ value, label: word(`kind.${value}`) }))]}
        />
        <Select<TermDraft['priority']>
          label={t('term.priorityOf')}
          value={draft.priority}
          onChange={priority => onChange({ priority })}
          options={[{ value: '', label: t('term.any') }, ...PRIORITIES.map(value => ({ value, label: t('term.priority', { n: value }) }))]}
        />
      </div>
    </>
  );
}

/** From what it counts, what stops it, how it ends, what silence means, how far it may be extended. */
function Rules({ draft, onChange, fault }: Part) {
  const { t } = useWords('settings');
  const { t: word } = useWords('domain');
  return (
    <>
      <Select
        label={t('term.countsFrom')}
        value={draft.countsFrom}
        onChange={countsFrom => onChange({ countsFrom })}
        options={COUNTS_FROM.map(value => ({ value, label: word(`clock.event.${value}`) }))}
      />
      <RadioGroup
        label={t('term.ends')}
        value={draft.ends}
        onChange={ends => onChange({ ends })}
        options={(['midnight', 'closing'] as const).map(value => ({ value, label: t(`ends.${value}`) }))}
      />
      <Checkbox label={t('term.rolls')} checked={draft.rolls} onChange={rolls => onChange({ rolls })} />
      <fieldset>
        <legend>{t('term.pausesFor')}</legend>
        {PARTIES.map(party => (
          <Checkbox
            key={party}
            label={whoWords(party, word)}
            checked={draft.pausesFor.includes(party)}
            onChange={on => onChange({ pausesFor: PARTIES.filter(it => (it === party ? on : draft.pausesFor.includes(it))) })}
          />
        ))}
      </fieldset>
      <Select
        label={t('term.silence')}
        value={draft.silence}
        onChange={silence => onChange({ silence })}
        options={SILENCES.map(value => ({ value, label: t(`silence.${value}`) }))}
      />
      <div className={css.pair}>
        <TextField
          label={t('term.extensionTimes')}
          inputMode="numeric"
          value={draft.extensionTimes}
          error={fault}
          onChange={event => onChange({ extensionTimes: event.target.value })}
        />
        <TextField
          label={t('term.extensionAmount')}
          inputMode="numeric"
          optional
          value={draft.extensionAmount}
          onChange={event => onChange({ extensionAmount: event.target.value })}
        />
        <Units label={t('term.unit')} value={draft.extensionUnit} onChange={extensionUnit => onChange({ extensionUnit })} />
      </div>
      <Checkbox label={t('term.extensionNotice')} checked={draft.extensionNotice} onChange={extensionNotice => onChange({ extensionNotice })} />
    </>
  );
}
