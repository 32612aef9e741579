import { describe, expect, it } from '@jest/globals';
import { dayInWords, workingDays } from './notices.ts';

describe('days in Latvian', () => {
  it.each([
    ['2026-01-02', '2026. gada 2. janvāris', '2026. gada 2. janvārim', '2026. gada 2. janvārī'],
    ['2026-03-02', '2026. gada 2. marts', '2026. gada 2. martam', '2026. gada 2. martā'],
    ['2026-04-02', '2026. gada 2. aprīlis', '2026. gada 2. aprīlim', '2026. gada 2. aprīlī'],
    ['2026-06-02', '2026. gada 2. jūnijs', '2026. gada 2. jūnijam', '2026. gada 2. jūnijā'],
    ['2026-08-02', '2026. gada 2. augusts', '2026. gada 2. augustam', '2026. gada 2. augustā'],
  ])('%s bends', (day, nominative, dative, locative) => {
    expect([dayInWords(day, 'lv'), dayInWords(day, 'lv', 'dative'), dayInWords(day, 'lv', 'locative')]).toEqual([nominative, dative, locative]);
  });

  it.each([
    [0, '0 darba dienu'],
    [1, '1 darba diena'],
    [2, '2 darba dienas'],
    [11, '11 darba dienu'],
    [21, '21 darba diena'],
  ])('%i is "%s"', (count, words) => {
    expect(workingDays(count, 'lv')).toBe(words);
  });
});
