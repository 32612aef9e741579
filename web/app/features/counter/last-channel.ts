import { CHANNELS, type Channel } from './registration.ts';

const KEPT = 'pietura.channel';

/** An adviser of the call centre takes calls all day: the next conversation begins by the channel of the last. */
export const lastChannel = (): Channel => CHANNELS.find(it => it === localStorage.getItem(KEPT)) ?? 'counter';
export const keepChannel = (channel: Channel) => localStorage.setItem(KEPT, channel);
