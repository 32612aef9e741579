import { FALLING, PARAMETERS, type Parameter } from '../../contract/service-levels.ts';

/** Sums of days (service_day); `minutes` from submission to the end, all together. */
export type Sums = {
  serviceId: string;
  closed: number;
  withDue: number;
  onTime: number;
  firstLine: number;
  minutes: number;
  rated: number;
  ratingSum: number;
  disputed: number;
};
/** `value` null: there was nothing to measure; `count`: of how many it is. */
export type Fact = { parameter: Parameter; value: number | null; count: number };
export type Aim = { id: string; serviceId: string | null; parameter: Parameter; target: number };
/** A target against what was measured; `met` null where nothing was. */
export type Judged = Aim & { fact: number | null; count: number; met: boolean | null };

const MINUTES_A_DAY = 1440;
const ZERO = { closed: 0, withDue: 0, onTime: 0, firstLine: 0, minutes: 0, rated: 0, ratingSum: 0, disputed: 0 };
const NUMBERS = Object.keys(ZERO) as (keyof typeof ZERO)[];

const share = (part: number, of: number) => (of === 0 ? null : round((100 * part) / of));
const mean = (sum: number, of: number) => (of === 0 ? null : round(sum / of));
/** To a hundredth: finer than anybody measures. */
const round = (value: number) => Math.round(value * 100) / 100;

/** Everything added up. */
export const total = (sums: readonly Sums[]): Sums =>
  sums.reduce((all, one) => ({ ...all, ...Object.fromEntries(NUMBERS.map(name => [name, all[name] + one[name]])) }), { serviceId: '', ...ZERO });

/** What one measures of sums, parameter by parameter. */
export function factOf(parameter: Parameter, it: Sums): Fact {
  const facts: Record<Parameter, [value: number | null, count: number]> = {
    'on-time': [share(it.onTime, it.withDue), it.withDue],
    'first-line': [share(it.firstLine, it.closed), it.closed],
    'days-to-close': [mean(it.minutes / MINUTES_A_DAY, it.closed), it.closed],
    satisfaction: [mean(it.ratingSum, it.rated), it.rated],
    disputed: [share(it.disputed, it.rated), it.rated],
  };
  const [value, count] = facts[parameter];
  return { parameter, value, count };
}

export const factsOf = (it: Sums): Fact[] => PARAMETERS.map(parameter => factOf(parameter, it));

/** Has a target been reached? Of some parameters the less the better. */
export const isMet = (parameter: Parameter, target: number, fact: number): boolean => (FALLING.includes(parameter) ? fact <= target : fact >= target);

/** Each target against the sums of its service, or of the whole agency. */
export function judge(aims: readonly Aim[], sums: readonly Sums[]): Judged[] {
  return aims.map(aim => {
    const { value, count } = factOf(aim.parameter, total(sums.filter(it => aim.serviceId === null || it.serviceId === aim.serviceId)));
    return { ...aim, fact: value, count, met: value === null ? null : isMet(aim.parameter, aim.target, value) };
  });
}
