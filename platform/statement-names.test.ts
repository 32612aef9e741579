import { describe, expect, it } from '@jest/globals';
import { makeStatementNames } from './statement-names.ts';

describe('names of statements', () => {
  it('names what comes again, always the same', () => {
    const name = makeStatementNames();
    expect(name('SELECT 1')).toBeUndefined();
    const given = name('SELECT 1');
    expect(given).toBeDefined();
    expect(name('SELECT 1')).toBe(given);
    name('SELECT 2');
    expect(name('SELECT 2')).not.toBe(given);
  });

  it('keeps so many and no more, and those it has', () => {
    const name = makeStatementNames();
    const twice = (sql: string) => (name(sql), name(sql));
    const given = new Set(Array.from({ length: 10_000 }, (_, at) => twice(`SELECT ${at}`)).filter(it => it !== undefined));
    expect(given.size).toBe(500);
    expect(name('SELECT 7')).toBe('s7');
  });
});
