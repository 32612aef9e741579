import type { z } from 'zod';
import type { messageDelivery } from '../../contract/deliveries.ts';
import { useWords } from '../i18n/use-words.ts';
import css from './message-thread.module.css';

interface Props {
  delivery: z.infer<typeof messageDelivery>[];
  side: 'client' | 'staff';
}

/** What became of a message beside the e-account. Clients need not know what was not even tried. */
export function MessageDelivery({ delivery, side }: Props) {
  const { t, dateTime } = useWords('domain');
  const shown = delivery.filter(({ state }) => side === 'staff' || state === 'sent' || state === 'failed');
  return shown.map(({ id, channel, state, at, reason }) => (
    <p key={id} className={css.delivery} data-state={state}>
      {t(`delivery.${state}`, { channel: t(`delivery.channel.${channel}`), at: at ? dateTime(at) : '', reason: reason ? t(`delivery.reason.${reason}`) : '' })}
    </p>
  ));
}
