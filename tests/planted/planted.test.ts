import { expect, it } from '@jest/globals';
import { runProgram } from '../support/command.ts';

/** Of all, those that a unit test of a second or a dozen schedules finds; the last one only the simulation. */
const SOME = [
  'clock: one day too many',
  'rights: a task of another agency may be taken',
  'hostile: NUL is let through',
  'audit: accepting an application leaves no entry',
];
const BY = '^(unit|simulation)';

/** The short form of `npm run planted`: the same program, without a database. */
it('mistakes that are planted are found, by proofs that hold without them', async () => {
  const { code, out, told } = await runProgram(
    'tests/planted/run.ts',
    ['--only', `^(${SOME.join('|')})$`, '--by', BY, '--schedules', '12', '--lanes', '2'],
    {},
  );

  const result = JSON.parse(out.trim().split('\n').at(-1) ?? '') as { found: number; unsound: string[]; tried: { name: string; by: string | null }[] };
  expect({ code, unsound: result.unsound, told: result.tried.filter(it => it.by === null).length > 0 ? told : '' }).toEqual({ code: 0, unsound: [], told: '' });
  expect(result.tried.map(it => it.name).sort()).toEqual([...SOME].sort());
}, 300_000);
