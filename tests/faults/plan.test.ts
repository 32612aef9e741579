import { describe, expect, it } from '@jest/globals';
import type { PartName } from '../../docker/local/layout.ts';
import { LINKS, planFaults, planLinks } from './plan.ts';

const parts: PartName[] = ['api', 'workers', 'zeebe', 'postgres', 'keycloak'];
const plan = (seed: number, faults = 30) => planFaults({ seed, faults, withinMs: 600_000, parts });

describe('planFaults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  it('is in order of time, within the time and a little', () => {
    const at = plan(3).map(it => it.atMs);

    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThanOrEqual(0);
    expect(at.at(-1)).toBeLessThan(700_000);
  });

  it('spreads over all parts, and freezes every third', () => {
    const planned = plan(5);

    for (const part of parts) expect(planned.filter(it => it.part === part)).toHaveLength(6);
    expect(planned.filter(it => it.act === 'freeze')).toHaveLength(10);
  });
});

describe('planLinks', () => {
  const links = (seed: number, faults = 30) => planLinks({ seed, faults, withinMs: 600_000, links: LINKS });

  it('is the same for the same seed, and another for another', () => {
    expect(links(7)).toEqual(links(7));
    expect(links(7)).not.toEqual(links(8));
  });

  it('breaks every link in every way before one comes again', () => {
    expect(new Set(links(3).map(it => `${it.link} ${it.act}`)).size).toBe(30);
  });
});
