import { Link } from '@tanstack/react-router';
import { listCallBacks } from '../../../contract/contacts.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';

/** The way to the queue, with how many wait: nobody is forgotten because nobody looked. */
export function CallBackLink() {
  const { t } = useWords();
  const open = useCall(listCallBacks, {}).data?.counts.open ?? 0;
  return (
    <Link to="/work/call-backs">
      {t('nav.callBacks')}
      {open > 0 && ` (${open})`}
    </Link>
  );
}
