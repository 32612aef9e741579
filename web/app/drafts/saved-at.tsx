import { useWords } from '../i18n/use-words.ts';
import type { SaveState } from './draft-keeper.ts';
import css from './saved-at.module.css';

/** "Saglabāts 14:02": where what was typed is safe. */
export function SavedAt({ state }: { state: SaveState }) {
  const { t, time } = useWords();
  if (!state.at) return <p className={css.saved} />;
  const key = { nowhere: 'saving', saving: 'saving', device: 'savedHere', server: 'saved', clash: 'savedClash' }[state.where];
  return <p className={css.saved}>{t(key, { at: time(state.at) })}</p>;
}
