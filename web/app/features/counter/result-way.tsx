import { useWords } from '../../i18n/use-words.ts';
import { RadioGroup } from '../../ui/field.tsx';
import type { StepProps } from './register-page.tsx';
import { RESULT_WAYS, type Registration } from './registration.ts';

export function ResultWay({ it, go, label }: StepProps & { label: string }) {
  const { t } = useWords('counter');
  return (
    <RadioGroup<Registration['resultWay']>
      label={label}
      value={it.resultWay}
      onChange={resultWay => go({ ...it, resultWay })}
      options={RESULT_WAYS.map(value => ({ value, label: t(`question.${value}`) }))}
    />
  );
}
