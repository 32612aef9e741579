import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { OPERATION_IDS } from './operations.ts';
import type { OperationId } from './operations.ts';
import { Refusal } from './refusal.ts';

/** How one operation misbehaves. All off by default. */
export const switchShape = z
  .strictObject({
    delayMs: z.number().int().min(0).max(120_000).default(0).describe('answer this much later'),
    down: z.boolean().default(false).describe('503 until switched off'),
    failNext: z.number().int().min(0).default(0).describe('the next so many calls answer 500 and have no effect'),
    failPercent: z.number().min(0).max(100).default(0).describe('this share of calls answers 500 and has no effect'),
    loseNext: z.number().int().min(0).default(0).describe('the next so many calls have their effect, but the connection breaks before the answer'),
    refuse: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .nullable()
      .default(null)
      .describe('409 with this code: a business refusal'),
  })
  .meta({ id: 'Switch' });
export type Switch = z.output<typeof switchShape>;

const AGENCY_IDS = ['pmlp', 'vsaa'] as const;
export const switchName = z
  .enum([...OPERATION_IDS, ...AGENCY_IDS])
  .meta({ id: 'SwitchName', description: 'an operation, or an agency: then all its operations' });
export const switchesShape = z.partialRecord(switchName, switchShape).meta({ id: 'Switches' });
type SwitchName = z.output<typeof switchName>;

/** Switches for delay, failure and refusal, one set an operation or agency. They are forgotten when the sandbox stops. */
export function makeSwitches(random: () => number = Math.random) {
  let current: Partial<Record<SwitchName, Switch>> = {};
  const over = (id: OperationId) => [current[id], current[id.split('.')[0] as SwitchName]].filter(it => it !== undefined);

  return {
    all: () => current,
    /** Replaces all: what is not named is off. */
    replace(next: Partial<Record<SwitchName, Switch>>) {
      current = structuredClone(next);
    },
    set(name: SwitchName, next: Switch) {
      current = { ...current, [name]: { ...next } };
    },

    /** Before the effect: waits, fails or refuses as switched. */
    async before(id: OperationId): Promise<void> {
      const switches = over(id);
      await wait(Math.max(0, ...switches.map(it => it.delayMs)));
      for (const it of switches) trip(it, random);
    },

    /** After the effect: true when the answer has to be lost. */
    loses: (id: OperationId): boolean => over(id).some(it => it.loseNext > 0 && it.loseNext-- > 0),
  };
}
export type Switches = ReturnType<typeof makeSwitches>;

function trip(it: Switch, random: () => number) {
  if (it.down) throw new Refusal('down');
  if (it.failNext > 0) {
    it.failNext -= 1;
    throw new Refusal('failed');
  }
  if (random() * 100 < it.failPercent) throw new Refusal('failed');
  if (it.refuse) throw new Refusal(it.refuse);
}
