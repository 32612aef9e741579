import { median, told, type Comparison } from './compare.ts';
import { verdict } from './latencies.ts';

type Bars = { must: number; best: number };

/** The comparison for people; without a verdict where the machine is too noisy for one. */
export function tell(id: string, what: string, it: Comparison, { must, best }: Bars, say: (line: string) => void): void {
  const rates = new Map<string, number[]>();
  for (const { arm, perSecond } of it.stretches) rates.set(arm, [...(rates.get(arm) ?? []), perSecond]);
  say(`\n${id}  ${what}`);
  for (const [arm, each] of rates) say(`  ${arm.padEnd(30)} ${median(each).toFixed(1).padStart(8)}/s`);
  say(`  ${'against itself'.padEnd(30)} ${told(it.own)}`);
  say(`  ${'ratio'.padEnd(30)} ${told(it.ratio)}`);
  if (it.cpu) say(`  ${'CPU-ms each, ratio'.padEnd(30)} ${told(it.cpu)}`);
  say(`  ${it.verdict ? verdict(it.ratio.median >= best, it.ratio.median >= must) : 'too noisy: no verdict'} (must ≥ ${must}, best ≥ ${best})\n`);
}
