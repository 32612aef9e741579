import type { LocalCopy } from './local-copy.ts';
import { mergeDrafts, type Clash, type Data } from './merge.ts';

/** Where what was typed is safe, and since when. `clash`: on this device, until a person has chosen between two versions. */
export interface SaveState {
  where: 'nowhere' | 'saving' | 'device' | 'server' | 'clash';
  at: string | null;
}

/** A version of the draft that the server had. */
export type Seen = { version: number; data: Data };

/** Another device of the same person has saved something else meanwhile. */
export class Overtaken extends Error {}

export interface KeeperDeps {
  subject: string;
  /** Saves on top of the version this device has seen; gives the new version. @throws Overtaken when there is a newer one. */
  send(data: Data, after: number): Promise<number>;
  /** What the server has now. */
  latest(): Promise<Seen>;
  copies: { write(subject: string, copy: LocalCopy): void; drop(subject: string): void };
  now(): Date;
  /** Runs `act` after a pause; gives the way to take it back. */
  later(act: () => void, ms: number): () => void;
  onState(state: SaveState): void;
  /** The form must show this instead: another device's answers have come in. */
  onMerged(data: Data): void;
  /** Fields to choose in; none: chosen. */
  onClashes(clashes: Clash[]): void;
}

const PAUSE_MS = 600;
const AGAIN_MS = 10_000;

/**
 * Saves as typed: at once on this device, after a short pause on the server; the local copy goes when the server has the same.
 * While the server cannot be reached it tries again by itself (F4, D6). What another device has saved meanwhile is merged in, field by
 * field; where both changed the same field, it waits for the person's choice and loses neither.
 */
export function makeKeeper({ subject, send, latest: readLatest, copies, now, later, onState, onMerged, onClashes }: KeeperDeps) {
  let latest: Data | null = null;
  let seen: Seen = { version: 0, data: {} };
  let clash: { base: Data; theirs: Data } | null = null;
  let closed = false;
  let sending: Promise<void> | null = null;
  let takeBack = () => {};

  const keepHere = (data: Data) => copies.write(subject, { data, at: now().toISOString(), seen });
  const say = (where: SaveState['where']) => onState({ where, at: now().toISOString() });

  async function deliver(data: Data): Promise<void> {
    try {
      const version = await send(data, seen.version);
      seen = { version, data };
      if (latest !== data) return;
      latest = null;
      copies.drop(subject);
      say('server');
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      await reconcile(data);
    }
  }

  /** Field by field with what the server has; whatever is not contested goes on by itself. */
  async function reconcile(sent: Data): Promise<void> {
    const theirs = await readLatest();
    const mine = latest ?? sent;
    const { merged, clashes } = mergeDrafts(seen.data, mine, theirs.data);
    if (clashes.length > 0) clash = { base: seen.data, theirs: theirs.data };
    seen = theirs;
    latest = clashes.length > 0 ? mine : merged;
    keepHere(latest);
    if (clashes.length === 0) return onMerged(merged);
    say('clash');
    onClashes(clashes);
  }

  const flush = async () => {
    takeBack();
    const data = latest;
    // one at a time: an older save must not overtake a newer one
    if (!data || sending || clash) return;
    sending = deliver(data);
    try {
      await sending;
    } catch {
      say('device');
      if (!closed) takeBack = later(() => void flush(), AGAIN_MS);
      return;
    } finally {
      sending = null;
    }
    if (latest && !closed) await flush();
  };

  return {
    /** What this device knows that the server has: the ground a later merge stands on. */
    begin(known: Seen) {
      seen = known;
    },
    save(data: Data) {
      if (closed) return;
      latest = data;
      keepHere(data);
      if (clash) return say('clash');
      say('saving');
      takeBack();
      takeBack = later(() => void flush(), PAUSE_MS);
    },
    flush,
    /** The person has chosen: fields of `chosen` as they stand there, all others merged. */
    async choose(chosen: Data) {
      if (!clash) return;
      const { merged } = mergeDrafts(clash.base, latest ?? {}, clash.theirs);
      clash = null;
      onClashes([]);
      latest = { ...merged, ...chosen };
      keepHere(latest);
      onMerged(latest);
      await flush();
    },
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
