/** One file on its way to the server. */
export interface Sending<Reply> {
  id: number;
  name: string;
  phase: 'waiting' | 'sending' | 'failed';
  /** 0 to 1. */
  share: number;
  fault: unknown;
  file: File;
  done?: Reply;
}

interface QueueDeps<Reply> {
  send(file: File, options: { onProgress(share: number): void; signal: AbortSignal }): Promise<Reply>;
  /** The list has changed. */
  onChange(list: Sending<Reply>[]): void;
  onSent(reply: Reply): void;
}

/** Two at a time: one large file does not hold up the small ones, and a phone is not choked. */
const AT_ONCE = 2;

/** Sends files one after the other; each can be stopped, and tried again. What was sent leaves the list. */
export function makeQueue<Reply>({ send, onChange, onSent }: QueueDeps<Reply>) {
  let list: Sending<Reply>[] = [];
  let last = 0;
  const stops = new Map<number, AbortController>();

  const change = (next: Sending<Reply>[]) => {
    list = next;
    onChange(list);
  };
  const set = (id: number, part: Partial<Sending<Reply>>) => change(list.map(it => (it.id === id ? { ...it, ...part } : it)));
  const drop = (id: number) => change(list.filter(it => it.id !== id));

  function next() {
    const free = AT_ONCE - list.filter(it => it.phase === 'sending').length;
    for (const it of list.filter(each => each.phase === 'waiting').slice(0, Math.max(0, free))) void run(it);
  }

  async function run({ id, file }: Sending<Reply>) {
    const stop = new AbortController();
    stops.set(id, stop);
    set(id, { phase: 'sending', share: 0, fault: null });
    try {
      const reply = await send(file, { onProgress: share => set(id, { share }), signal: stop.signal });
      drop(id);
      onSent(reply);
    } catch (fault) {
      if (stop.signal.aborted) drop(id);
      else set(id, { phase: 'failed', fault });
    } finally {
      stops.delete(id);
      next();
    }
  }

  return {
    add(files: File[]) {
      change([...list, ...files.map(file => ({ id: ++last, name: file.name, phase: 'waiting' as const, share: 0, fault: null, file }))]);
      next();
    },
    /** A file that is not even sent: the list says why. */
    refuse(file: File, fault: unknown) {
      change([...list, { id: ++last, name: file.name, phase: 'failed', share: 0, fault, file }]);
    },
    retry(id: number) {
      set(id, { phase: 'waiting', fault: null });
      next();
    },
    /** Stops it if it is under way, and forgets it. */
    remove(id: number) {
      const stop = stops.get(id);
      if (stop) stop.abort();
      else drop(id);
    },
    stopAll() {
      for (const stop of stops.values()) stop.abort();
    },
  };
}
