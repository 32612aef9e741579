import { useEffect, useMemo, useRef, useState } from 'react';
import { dropDraft, getDraft, saveDraft } from '../../contract/me.ts';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { makeKeeper, Overtaken, type SaveState, type Seen } from './draft-keeper.ts';
import { localCopies } from './local-copy.ts';
import type { Clash, Data } from './merge.ts';

export interface Draft<T extends Data> {
  /** Undefined while it is being fetched; null when there is none. */
  found: T | null | undefined;
  state: SaveState;
  /** Grows when the form must show other answers than were typed in it: make it the form's React key. */
  round: number;
  /** Fields that this person filled in differently on another device. */
  clashes: Clash[];
  /** What is filled in now: typed here, else found. */
  current(): T | null;
  save(data: T): void;
  /** Puts other answers into the form, and saves them. */
  replace(data: T): void;
  /** Settles the clashes. */
  choose(chosen: Data): Promise<void>;
  /** After submitting: the draft is thrown away, here and on the server. */
  end(): Promise<void>;
}

const NONE: Seen = { version: 0, data: {} };

async function readSeen(subject: string): Promise<Seen & { at: string | null }> {
  const { draft } = await call(getDraft, { subject });
  return draft ? { version: draft.version, data: draft.data, at: draft.updatedAt } : { ...NONE, at: null };
}

async function send(subject: string, data: Data, after: number | undefined): Promise<number> {
  try {
    return (await call(saveDraft, { subject }, { data, ...(after !== undefined && { after }) })).version;
  } catch (error) {
    if (error instanceof ApiProblem && error.slug === 'state-conflict') throw new Overtaken();
    throw error;
  }
}

/**
 * What a person types, kept as typed: `apply:<serviceId>`, `task:<taskKey>`, `register`, `ask`. `merge`: the form shows clashes
 * (MergePanel), so that two devices of one person are merged; without it the last one to save wins.
 */
export function useDraft<T extends Data>(subject: string, { merge = false }: { merge?: boolean } = {}): Draft<T> {
  const [found, setFound] = useState<T | null>();
  const [state, setState] = useState<SaveState>({ where: 'nowhere', at: null });
  const [clashes, setClashes] = useState<Clash[]>([]);
  const [round, setRound] = useState(0);
  const typed = useRef<T | null>(null);
  const keeper = useMemo(() => {
    const show = (data: Data) => {
      typed.current = data as T;
      setFound(data as T);
      setRound(before => before + 1);
    };
    const made = makeKeeper({
      subject,
      send: (data, after) => send(subject, data, merge ? after : undefined),
      latest: () => readSeen(subject),
      copies: localCopies,
      now: () => new Date(),
      later(act, ms) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      onState: setState,
      onMerged: show,
      onClashes: setClashes,
    });
    return { ...made, show };
  }, [subject, merge]);
  const current = useRef(keeper);

  useEffect(() => {
    current.current = keeper;
    let gone = false;
    const local = localCopies.read(subject);
    const take = (data: Data | null, where: SaveState['where'], at: string | null) => {
      if (gone) return;
      typed.current = data as T | null;
      setFound(data as T | null);
      setState({ where, at });
    };
    // a copy here means that the server has not confirmed it: it is the newer one
    if (local) {
      if (local.seen) keeper.begin(local.seen);
      take(local.data, 'device', local.at);
      keeper.save(local.data);
    } else {
      readSeen(subject).then(
        ({ at, ...seen }) => {
          keeper.begin(seen);
          take(at ? seen.data : null, at ? 'server' : 'nowhere', at);
        },
        () => take(null, 'nowhere', null),
      );
    }
    const flush = () => void keeper.flush();
    window.addEventListener('online', flush);
    return () => {
      gone = true;
      window.removeEventListener('online', flush);
      void keeper.flush();
    };
  }, [subject, keeper]);

  return useMemo(
    () => ({
      found,
      state,
      round,
      clashes,
      current: () => typed.current,
      save(data: T) {
        typed.current = data;
        current.current.save(data);
      },
      replace(data: T) {
        current.current.show(data);
        current.current.save(data);
      },
      choose: (chosen: Data) => current.current.choose(chosen),
      async end() {
        await current.current.end();
        await call(dropDraft, { subject }).catch(() => {});
      },
    }),
    [found, state, round, clashes, subject],
  );
}
