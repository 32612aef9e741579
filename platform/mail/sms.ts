import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { Refused, type Channel } from './channel.ts';

type Settings = Pick<Config, 'SMS_PROVIDER' | 'SMS_URL' | 'SMS_TOKEN'>;

const ANSWER_WITHIN_MS = 20_000;

/** SMS by the configured provider; null when SMS is switched off. */
export function makeSms(config: Settings, log: Pick<Logger, 'info'>): Channel | null {
  switch (config.SMS_PROVIDER) {
    case 'off':
      return null;
    case 'log':
      // ids and length only: neither the number nor the words
      return { send: async ({ id, text }) => log.info({ deliveryId: id, length: text.length }, 'sms (log provider, nothing is sent)'), close: () => {} };
    case 'http':
      return httpSms(config);
  }
}

/** A gateway that takes POST {id, to, text}: 2xx = taken, 4xx = never (but 401, 403, 408 and 429 are about us), else later. The id makes a repeat harmless. */
function httpSms({ SMS_URL, SMS_TOKEN }: Settings): Channel {
  return {
    async send({ id, to, text }) {
      const answer = await fetch(SMS_URL, {
        method: 'POST',
        headers: { authorization: `Bearer ${SMS_TOKEN}`, 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ id, to, text }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        redirect: 'error',
      });
      await answer.body?.cancel();
      if (answer.ok) return;
      const isOurs = [401, 403, 408, 429].includes(answer.status) || answer.status >= 500;
      if (isOurs) throw new Error(`the SMS gateway answers ${answer.status}`);
      throw new Refused('refused', String(answer.status));
    },
    close: () => {},
  };
}
