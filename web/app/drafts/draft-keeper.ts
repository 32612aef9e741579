import type { LocalCopy } from './local-copy.ts';

type Data = Record<string, unknown>;

/** Where what was typed is safe, and since when. */
export interface SaveState {
  where: 'nowhere' | 'saving' | 'device' | 'server';
  at: string | null;
}

export interface KeeperDeps {
  subject: string;
  send(data: Data): Promise<void>;
  copies: { write(subject: string, copy: LocalCopy): void; drop(subject: string): void };
  now(): Date;
  /** Runs `act` after a pause; gives the way to take it back. */
  later(act: () => void, ms: number): () => void;
  onState(state: SaveState): void;
}

const PAUSE_MS = 600;
const AGAIN_MS = 10_000;

/**
 * Saves as typed: at once on this device, after a short pause on the server; the local copy goes when the server has the same.
 * While the server cannot be reached it tries again by itself (F4, D6).
 */
export function makeKeeper({ subject, send, copies, now, later, onState }: KeeperDeps) {
  let latest: Data | null = null;
  let closed = false;
  let sending: Promise<void> | null = null;
  let takeBack = () => {};

  const flush = async () => {
    takeBack();
    const data = latest;
    // one at a time: an older save must not overtake a newer one
    if (!data || sending) return;
    sending = send(data);
    try {
      await sending;
      if (latest === data) {
        latest = null;
        copies.drop(subject);
        onState({ where: 'server', at: now().toISOString() });
      }
    } catch {
      onState({ where: 'device', at: now().toISOString() });
      if (!closed) takeBack = later(() => void flush(), AGAIN_MS);
      return;
    } finally {
      sending = null;
    }
    if (latest && !closed) await flush();
  };

  return {
    save(data: Data) {
      if (closed) return;
      latest = data;
      const at = now().toISOString();
      copies.write(subject, { data, at });
      onState({ where: 'saving', at });
      takeBack();
      takeBack = later(() => void flush(), PAUSE_MS);
    },
    flush,
    /** Submitted or thrown away: nothing more is saved. Waits for a save under way, lest it come after the draft was dropped. */
    async end() {
      takeBack();
      latest = null;
      closed = true;
      copies.drop(subject);
      await sending?.catch(() => {});
    },
  };
}
