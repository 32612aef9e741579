import type { z } from 'zod';
import type { messageView } from '../../contract/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import { MessageDelivery } from './message-delivery.tsx';
import css from './message-thread.module.css';

type Message = z.infer<typeof messageView>;

interface MessageThreadProps {
  messages: Message[];
  /** Whose screen it is: their own messages stand on the right. */
  side: 'client' | 'staff';
}

/** What was said, oldest first; notices of the system in the reader's language. Staff see beside it what became of it outside. */
export function MessageThread({ messages, side }: MessageThreadProps) {
  const { t, language, dateTime } = useWords('domain');
  const own = side === 'client' ? 'from-client' : 'to-client';
  return (
    <ol className={css.thread}>
      {messages.map(message => {
        const notice = message.words?.[language];
        return (
          <li key={message.id} className={css.message} data-side={message.direction === own ? 'own' : 'other'} data-direction={message.direction}>
            <p className={css.head}>
              <strong>{message.senderName}</strong> <time dateTime={message.at}>{dateTime(message.at)}</time>
              {message.mergedFrom && ` · ${t('message.mergedFrom', { code: message.mergedFrom })}`}
            </p>
            {message.direction === 'internal' && <p className={css.internal}>{t('message.internal')}</p>}
            {notice && notice.subject && <p className={css.subject}>{notice.subject}</p>}
            {notice && notice.body && <p className={css.body}>{notice.body}</p>}
            {message.body && <p className={css.body}>{message.body}</p>}
            <MessageDelivery delivery={message.delivery} side={side} />
          </li>
        );
      })}
    </ol>
  );
}
