import { Temporal } from 'temporal-polyfill';

const ZONE = 'Europe/Riga';

/**
 * The first moment at or after `at` that lies in `hours` ("08:00-20:00", days of Riga; over midnight too: "20:00-02:00"). Empty: `at` itself.
 * On the day the clock is turned, 08:00 is 08:00 on the wall.
 */
export function withinHours(at: Date, hours: string): Date {
  if (hours === '') return at;
  const [from, to] = hours.split('-').map(text => Temporal.PlainTime.from(text)) as [Temporal.PlainTime, Temporal.PlainTime];
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE);
  const time = local.toPlainTime();
  const after = Temporal.PlainTime.compare(time, from) >= 0;
  const before = Temporal.PlainTime.compare(time, to) < 0;
  const overMidnight = Temporal.PlainTime.compare(from, to) >= 0;
  if (overMidnight ? after || before : after && before) return at;
  const day = !overMidnight && after ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  return new Date(day.toZonedDateTime({ timeZone: ZONE, plainTime: from }).epochMilliseconds);
}
