import { describe, expect, it } from '@jest/globals';
import { day, instant } from './words.ts';

describe('days and moments', () => {
  it.each(['2026-11-22', '1918-11-18', '9999-12-31'])('%s is a day', typed => expect(day.parse(typed)).toBe(typed));
  // of the year 0 PostgreSQL knows nothing
  it.each(['0000-01-01', '0026-11-22', '2026-02-30', '22.11.2026'])('%s is none', typed => expect(day.safeParse(typed).success).toBe(false));
  it('a moment has a year too', () => {
    expect(instant.safeParse('2026-11-22T10:00:00+02:00').success).toBe(true);
    expect(instant.safeParse('0000-11-22T10:00:00Z').success).toBe(false);
  });
});
