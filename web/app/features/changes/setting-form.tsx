import { useState } from 'react';
import { setChangeSetting } from '../../../contract/change-board.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { FactList } from '../problems/fact-list.tsx';
import { rereadBoard, type Board } from './board-part.tsx';
import css from './changes.module.css';

const NUMBERS = { boardDays: 60, urgentHours: 168, agreementDays: 60 } as const;
type Numbered = keyof typeof NUMBERS;

/** How long board and parties have; whether the agency’s diagrams are published by an approved change only. */
export function SettingForm({ board }: { board: Board }) {
  const { t } = useWords('changes');
  const { run, busy, problem } = useAct();
  const { version, ...set } = board.setting;
  const [it, setIt] = useState({ ...set, boardDays: String(set.boardDays), urgentHours: String(set.urgentHours), agreementDays: String(set.agreementDays) });
  const wrong = (key: Numbered) => !/^\d+$/.test(it[key].trim()) || Number(it[key]) < 1 || Number(it[key]) > NUMBERS[key];
  const keys = Object.keys(NUMBERS) as Numbered[];
  const save = async () => {
    if (keys.some(wrong)) return;
    const body = {
      boardDays: Number(it.boardDays),
      urgentHours: Number(it.urgentHours),
      agreementDays: Number(it.agreementDays),
      publishByChange: it.publishByChange,
      version,
    };
    const done = await run(() => call(setChangeSetting, {}, body), () => t('setting.saved')); // prettier-ignore
    if (done) await rereadBoard();
  };
  return (
    <section className={css.section} aria-labelledby="setting">
      <h2 id="setting">{t('setting.title')}</h2>
      {board.may.includes('edit') ? (
        <form
          className={css.form}
          noValidate
          onSubmit={event => {
            event.preventDefault();
            void save();
          }}
        >
          {problem && <ProblemView problem={problem} />}
          {keys.map(key => (
            <TextField
              key={key}
              label={t(`setting.${key}`)}
              inputMode="numeric"
              value={it[key]}
              error={wrong(key) ? t('setting.range', { most: NUMBERS[key] }) : null}
              onChange={event => setIt({ ...it, [key]: event.target.value })}
            />
          ))}
          <Checkbox label={t('setting.publishByChange')} checked={it.publishByChange} onChange={publishByChange => setIt({ ...it, publishByChange })} />
          <div>
            <Button type="submit" busy={busy}>
              {t('setting.save')}
            </Button>
          </div>
        </form>
      ) : (
        <FactList
          facts={[
            ...keys.map(key => [t(`setting.${key}`), String(set[key])] as const),
            [t('setting.publishByChange'), t(set.publishByChange ? 'setting.yes' : 'setting.no')] as const,
          ]}
        />
      )}
    </section>
  );
}
