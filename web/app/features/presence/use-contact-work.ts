import { useEffect, useRef } from 'react';
import { getContactTime, workOnContact } from '../../../contract/contact-time.ts';
import { BEAT_EVERY_S } from '../../../contract/presence.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { makeMeter } from './activity.ts';
import { hear } from './hear.ts';

/**
 * Says how long I have worked on a conversation, as long as its page is on screen (B3.13). What was worked before there was a
 * conversation – whoever stands at the counter looks for their document – is said with its first beat.
 */
export function useContactWork(contactId: string | null): void {
  const talk = useRef(contactId);
  useEffect(() => {
    talk.current = contactId;
  }, [contactId]);
  useEffect(() => {
    const meter = makeMeter(() => Date.now());
    let sentAt = Date.now();
    const send = () => {
      if (!talk.current) return;
      sentAt = Date.now();
      const workedSeconds = meter.take();
      if (workedSeconds === 0) return;
      // a beat that does not arrive is no trouble of the person's
      void call(workOnContact, { contactId: talk.current }, { workedSeconds }).then(
        () => reread(getContactTime),
        () => {},
      );
    };
    return hear({
      tick: inFront => {
        meter.tick(inFront);
        if (Date.now() - sentAt >= BEAT_EVERY_S * 1000) send();
      },
      touch: () => meter.touch(),
      leave: send,
    });
  }, []);
}
