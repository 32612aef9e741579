import { bulkAct, type BulkAct } from '../../../contract/bulk.ts';
import { listColleagues } from '../../../contract/me.ts';
import { useCall } from '../../api/use-call.ts';
import { compareWords } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Checkbox, RadioGroup, Select, TextArea, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import type { ActName } from './bulk-bar.tsx';

const IMPACTS = ['wide', 'limited', 'one'] as const;
const URGENCIES = ['high', 'medium', 'low'] as const;

/** Everything any act asks; each act takes what it needs. */
export interface Typed {
  assigneeId: string;
  words: string;
  code: string;
  impact: (typeof IMPACTS)[number];
  urgency: (typeof URGENCIES)[number];
  silent: boolean;
  /** Day up to and with which a clock stands; none = until somebody resumes it. */
  until: string;
}
export const EMPTY: Typed = { assigneeId: '', words: '', code: '', impact: 'one', urgency: 'medium', silent: false, until: '' };

/** The act as typed; null while something is missing. */
export function actOf(name: ActName, { assigneeId, words, code, impact, urgency, silent, until }: Typed): BulkAct | null {
  const fields = {
    assign: { assigneeId, note: words.trim() || null },
    priority: { impact, urgency, reason: words, silent },
    link: { code: code.trim(), reason: words },
    // what is down is an institution's: whoever else a case waits for is said case by case
    pause: { for: 'institution', reason: words, until: until || null },
  };
  const result = bulkAct.safeParse({ name, body: words, reason: words, ...(fields[name as keyof typeof fields] ?? {}) });
  return result.success ? result.data : null;
}

type FieldsProps = { name: ActName; typed: Typed; tried: boolean; onChange(part: Partial<Typed>): void };

export function ActFields({ name, typed, tried, onChange }: FieldsProps) {
  const { t } = useWords('bulk');
  const { t: word } = useWords('domain');
  if (name === 'claim' || name === 'release') return <p>{t(`text.${name}`)}</p>;
  const wordsNeeded = name !== 'assign';
  const isShort = wordsNeeded && typed.words.trim().length < 3;
  return (
    <>
      <p>{t(`text.${name}`)}</p>
      {name === 'assign' && <Colleague typed={typed} tried={tried} onChange={onChange} />}
      {name === 'priority' && (
        <>
          <RadioGroup
            label={t('impact')}
            value={typed.impact}
            onChange={impact => onChange({ impact })}
            options={IMPACTS.map(value => ({ value, label: word(`impact.${value}`) }))}
          />
          <RadioGroup
            label={t('urgency')}
            value={typed.urgency}
            onChange={urgency => onChange({ urgency })}
            options={URGENCIES.map(value => ({ value, label: word(`urgency.${value}`) }))}
          />
        </>
      )}
      {name === 'link' && (
        <TextField
          label={t('code')}
          help={t('codeHint')}
          value={typed.code}
          error={tried && !/^\d{4} \d{4,}$/.test(typed.code.trim()) ? t('codeWrong') : null}
          onChange={event => onChange({ code: event.target.value })}
        />
      )}
      {name === 'pause' && (
        <TextField label={t('until')} help={t('untilHint')} type="date" optional value={typed.until} onChange={event => onChange({ until: event.target.value })} />
      )}
      <TextArea
        label={t(`words.${name}`)}
        rows={4}
        maxLength={name === 'note' || name === 'message' ? 10_000 : name === 'pause' ? 1000 : 2000}
        value={typed.words}
        error={tried && isShort ? t('wordsShort') : null}
        onChange={event => onChange({ words: event.target.value })}
      />
      {name === 'priority' && <Checkbox label={t('silent')} checked={typed.silent} onChange={silent => onChange({ silent })} />}
    </>
  );
}

function Colleague({ typed, tried, onChange }: Omit<FieldsProps, 'name'>) {
  const { t, language } = useWords('bulk');
  const query = useCall(listColleagues, {});
  return (
    <Loaded query={query} what={t('colleagues')} lines={1}>
      {({ colleagues }) => {
        const sorted = colleagues.toSorted((a, b) => compareWords(language)(a.name, b.name));
        const options = [{ value: '', label: t('chooseColleague') }, ...sorted.map(({ id, name }) => ({ value: id, label: name }))];
        const error = tried && !typed.assigneeId ? t('chooseColleague') : null;
        return <Select label={t('to')} options={options} value={typed.assigneeId} onChange={assigneeId => onChange({ assigneeId })} error={error} />;
      }}
    </Loaded>
  );
}
