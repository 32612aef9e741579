import { listCallBacks } from '../../../contract/contacts.ts';
import { useCall } from '../../api/use-call.ts';

/** How many wait to be called: nobody is forgotten because nobody looked. */
export function CallBackCount() {
  const open = useCall(listCallBacks, {}).data?.counts.open ?? 0;
  return open > 0 && ` (${open})`;
}
