import { listColleagues } from '../../../contract/me.ts';
import { useCall } from '../../api/use-call.ts';
import { compareWords } from '../../i18n/format.ts';
import { isCaseCode } from '../../../contract/words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Checkbox, RadioGroup, Select, TextArea, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { IMPACTS, isShort, URGENCIES, type Typed } from './act-of.ts';
import type { ActName } from './bulk-bar.tsx';

type FieldsProps = { name: ActName; typed: Typed; tried: boolean; onChange(part: Partial<Typed>): void };

export function ActFields({ name, typed, tried, onChange }: FieldsProps) {
  const { t } = useWords('bulk');
  const { t: word } = useWords('domain');
  if (name === 'claim' || name === 'release') return <p>{t(`text.${name}`)}</p>;
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
          error={tried && !isCaseCode(typed.code) ? t('codeWrong') : null}
          onChange={event => onChange({ code: event.target.value })}
        />
      )}
      {name === 'pause' && (
        <TextField
          label={t('until')}
          help={t('untilHint')}
          type="date"
          optional
          value={typed.until}
          onChange={event => onChange({ until: event.target.value })}
        />
      )}
      <TextArea
        label={t(`words.${name}`)}
        rows={4}
        maxLength={name === 'note' || name === 'message' ? 10_000 : name === 'pause' ? 1000 : 2000}
        value={typed.words}
        error={tried && name !== 'assign' && isShort(typed.words) ? t('wordsShort') : null}
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
