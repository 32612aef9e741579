import { useWords } from '../i18n/use-words.ts';
import type { SaveState } from './draft-keeper.ts';
import css from './saved-at.module.css';

/** "Saglabāts 14:02": where what was typed is safe. */
export function SavedAt({ state }: { state: SaveState }) {
  const { t, time } = useWords();
  if (!state.at) return <p className={css.saved} />;
  return <p className={css.saved}>{t(state.where === 'server' ? 'saved' : 'savedHere', { at: time(state.at) })}</p>;
}
