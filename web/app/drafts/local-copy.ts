import { currentAuth } from '../auth/auth.ts';
import type { Seen } from './draft-keeper.ts';

/** What has been typed and not yet confirmed by the server. */
export interface LocalCopy {
  data: Record<string, unknown>;
  at: string;
  /** The version of the server it was typed on; absent in copies that an older release left. */
  seen?: Seen;
}

// One person's unsent words must not turn up for the next one at the same computer.
const owner = () => {
  const auth = currentAuth();
  return 'id' in auth ? auth.id : 'nobody';
};
const keyOf = (subject: string) => `pietura.draft.${owner()}.${subject}`;

/** Kept on this device only as long as the server has not confirmed it: survives reload, sign-in and a closed browser. */
export const localCopies = {
  read(subject: string): LocalCopy | null {
    const text = localStorage.getItem(keyOf(subject));
    return text ? (JSON.parse(text) as LocalCopy) : null;
  },
  write(subject: string, copy: LocalCopy) {
    localStorage.setItem(keyOf(subject), JSON.stringify(copy));
  },
  drop(subject: string) {
    localStorage.removeItem(keyOf(subject));
  },
};
