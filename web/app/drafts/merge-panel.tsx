import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import { RadioGroup } from '../ui/field.tsx';
import css from './merge-panel.module.css';
import { bothOf, isEmpty, type Clash, type Data } from './merge.ts';

/** How a form says the name of a field, and an answer to it, in the reader's words. */
export interface Described {
  label(key: string): string;
  text(key: string, value: unknown): string;
}

type Choice = 'mine' | 'theirs' | 'both';

interface MergePanelProps {
  title: string;
  /** Why this is asked. */
  text: string;
  /** Whose the other answers are: "Līga Ozola", "other device". */
  whose: string;
  clashes: Clash[];
  describe: Described;
  onChoose(chosen: Data): void;
}

/** Where only one side filled something in, that is the answer to begin with; else one's own. */
const firstChoice = ({ mine }: Clash): Choice => (isEmpty(mine) ? 'theirs' : 'mine');
const valueOf = ({ mine, theirs }: Clash, choice: Choice): unknown => (choice === 'both' ? bothOf(mine, theirs) : choice === 'theirs' ? theirs : mine);

/** Two versions of one form side by side, field by field: mine, theirs, or both. Nothing is lost until the person has chosen. */
export function MergePanel({ title, text, whose, clashes, describe, onChoose }: MergePanelProps) {
  const { t } = useWords();
  const [choices, setChoices] = useState<Partial<Record<string, Choice>>>({});
  const choiceOf = (clash: Clash) => choices[clash.key] ?? firstChoice(clash);
  const chooseAll = (choice: Choice) => setChoices(Object.fromEntries(clashes.map(clash => [clash.key, choice])));
  const use = () => onChoose(Object.fromEntries(clashes.map(clash => [clash.key, valueOf(clash, choiceOf(clash))])));
  const said = (clash: Clash, value: unknown) => (isEmpty(value) ? t('merge.nothing') : describe.text(clash.key, value));
  const options = (clash: Clash) => [
    { value: 'mine' as const, label: `${t('merge.mine')}: ${said(clash, clash.mine)}` },
    { value: 'theirs' as const, label: `${whose}: ${said(clash, clash.theirs)}` },
    ...(bothOf(clash.mine, clash.theirs) === undefined ? [] : [{ value: 'both' as const, label: t('merge.both') }]),
  ];

  return (
    <section className={css.panel} aria-label={title} role="group">
      <div role="status">
        <p className={css.title}>{title}</p>
        <p>{text}</p>
      </div>
      {clashes.map(clash => (
        <RadioGroup<Choice>
          key={clash.key}
          label={describe.label(clash.key)}
          {...(!isEmpty(clash.base) && { help: t('merge.before', { text: describe.text(clash.key, clash.base) }) })}
          options={options(clash)}
          value={choiceOf(clash)}
          onChange={choice => setChoices(before => ({ ...before, [clash.key]: choice }))}
        />
      ))}
      <div className={css.do}>
        <Button look="main" onClick={use}>
          {t('merge.use')}
        </Button>
        {clashes.length > 1 && (
          <>
            <Button onClick={() => chooseAll('mine')}>{t('merge.allMine')}</Button>
            <Button onClick={() => chooseAll('theirs')}>{t('merge.allTheirs', { whose })}</Button>
          </>
        )}
      </div>
    </section>
  );
}
