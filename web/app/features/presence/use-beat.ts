import { useEffect } from 'react';
import { beat, BEAT_EVERY_S, getWorkTime } from '../../../contract/presence.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { makeMeter } from './activity.ts';
import { hear } from './hear.ts';

/** Somebody who has typed within this time is writing (ms). */
const WRITES_FOR_MS = 10_000;

/**
 * Says, as long as a case is on screen, that I have it open, whether I write, and how long I have worked on it; and that I have left.
 * Who hears nothing for 45 s takes it that I am gone. A beat that does not arrive is no trouble of the person's: the next one does.
 */
export function useBeat(caseId: string, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const tabId = crypto.randomUUID();
    const meter = makeMeter(() => Date.now());
    let typedAt = 0;
    let said = '';
    let sentAt = 0;

    const send = (state: 'here' | 'writing' | 'left') => {
      const workedSeconds = meter.take();
      said = state;
      sentAt = Date.now();
      const done = call(beat, { caseId }, { tabId, state, workedSeconds });
      void done.then(() => (workedSeconds > 0 ? reread(getWorkTime) : [])).catch(() => {});
    };
    const tick = (inFront: boolean) => {
      meter.tick(inFront);
      const state = Date.now() - typedAt < WRITES_FOR_MS ? 'writing' : 'here';
      if (state !== said || Date.now() - sentAt >= BEAT_EVERY_S * 1000) send(state);
    };
    const touch = (event: Event) => {
      meter.touch();
      const { target } = event;
      if (event.type === 'keydown' && target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.closest('[data-pane], main'))
        typedAt = Date.now();
    };

    send('here');
    return hear({ tick, touch, leave: () => send('left') });
  }, [caseId, enabled]);
}
