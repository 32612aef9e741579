import { useEffect, useMemo, useRef, useState } from 'react';
import { dropDraft, getDraft, saveDraft } from '../../contract/me.ts';
import { call } from '../api/call.ts';
import { makeKeeper, type SaveState } from './draft-keeper.ts';
import { localCopies } from './local-copy.ts';

type Data = Record<string, unknown>;

export interface Draft<T extends Data> {
  /** Undefined while it is being fetched; null when there is none. */
  found: T | null | undefined;
  state: SaveState;
  save(data: T): void;
  /** After submitting: the draft is thrown away, here and on the server. */
  end(): Promise<void>;
}

/** What a person types, kept as typed: `apply:<serviceId>`, `task:<taskKey>`, `register`, `ask`. */
export function useDraft<T extends Data>(subject: string): Draft<T> {
  const [found, setFound] = useState<T | null>();
  const [state, setState] = useState<SaveState>({ where: 'nowhere', at: null });
  const keeper = useMemo(
    () =>
      makeKeeper({
        subject,
        send: async data => void (await call(saveDraft, { subject }, { data })),
        copies: localCopies,
        now: () => new Date(),
        later(act, ms) {
          const timer = setTimeout(act, ms);
          return () => clearTimeout(timer);
        },
        onState: setState,
      }),
    [subject],
  );
  const current = useRef(keeper);

  useEffect(() => {
    current.current = keeper;
    let gone = false;
    const local = localCopies.read(subject);
    const take = (data: Data | null, where: SaveState['where'], at: string | null) => {
      if (gone) return;
      setFound(data as T | null);
      setState({ where, at });
    };
    // a copy here means that the server has not confirmed it: it is the newer one
    if (local) {
      take(local.data, 'device', local.at);
      keeper.save(local.data);
    } else {
      call(getDraft, { subject }).then(
        ({ draft }) => take(draft?.data ?? null, draft ? 'server' : 'nowhere', draft?.updatedAt ?? null),
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
      save: (data: T) => current.current.save(data),
      async end() {
        await current.current.end();
        await call(dropDraft, { subject }).catch(() => {});
      },
    }),
    [found, state, subject],
  );
}
