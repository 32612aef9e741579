import { listCallBacks } from '../../../contract/contacts.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';

/** How many wait to be called, and how many have waited too long, in words: nobody is forgotten because nobody looked. */
export function CallBackCount() {
  const { t } = useWords();
  const { open = 0, missed = 0 } = useCall(listCallBacks, {}).data?.counts ?? {};
  if (open + missed === 0) return null;
  return ` (${[open > 0 && open, missed > 0 && t('callBacksMissed', { count: missed })].filter(Boolean).join(', ')})`;
}
