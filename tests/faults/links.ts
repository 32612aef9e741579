import { setTimeout as wait } from 'node:timers/promises';
import type { Ports } from '../../docker/local/layout.ts';
import type { BrokenLink, LinkName } from './plan.ts';
import { openProxy, type Proxy } from './proxy.ts';

/** Which ports each link leads to. */
const LEADS_TO: Record<LinkName, (keyof Ports)[]> = {
  people: ['api'],
  postgres: ['postgres'],
  zeebe: ['zeebeGrpc', 'zeebeRest'],
  agencies: ['sandbox'],
  smtp: ['smtp'],
  journal: ['journal'],
};

export type Links = Awaited<ReturnType<typeof openLinks>>;

/** Links between the parts of a stack, each of which can be broken. `via`: the ports by which others are reached. */
export async function openLinks(ports: Ports) {
  const proxies = new Map<keyof Ports, Proxy>();
  for (const names of Object.values(LEADS_TO)) for (const name of names) proxies.set(name, await openProxy({ to: ports[name] }));
  const of = (link: LinkName) => LEADS_TO[link].map(name => proxies.get(name)!);
  return {
    via: Object.fromEntries([...proxies].map(([name, { port }]) => [name, port])) as Partial<Ports>,
    breaks: (link: LinkName, act: BrokenLink['act']) => of(link).forEach(it => it.breaks(act)),
    mend: (link: LinkName) => of(link).forEach(it => it.mend()),
    close: async () => void (await Promise.all([...proxies.values()].map(it => it.close()))),
  };
}

/** Breaks what was planned, each at its time, until `over`. One that breaks while it is broken breaks in the new way, and is whole again with the first mending. */
export async function playLinks(
  planned: BrokenLink[],
  links: Pick<Links, 'breaks' | 'mend'>,
  say: (line: string) => void,
  over: AbortSignal,
): Promise<BrokenLink[]> {
  const began = Date.now();
  await Promise.all(
    planned.map(async ({ atMs, link, act, forMs }) => {
      await wait(Math.max(0, atMs - (Date.now() - began)), undefined, { signal: over }).catch(() => {});
      if (over.aborted) return;
      say(`${String(Math.round(atMs / 1000)).padStart(5)} s  ${act.padEnd(9)} ${link.padEnd(9)} for ${(forMs / 1000).toFixed(1)} s`);
      links.breaks(link, act);
      await wait(forMs, undefined, { signal: over }).catch(() => {});
      links.mend(link);
    }),
  );
  return planned;
}
