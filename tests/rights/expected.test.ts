import { describe, expect, it } from '@jest/globals';
import { readExpected } from './expected.ts';
import { cellsOf } from './matrix.ts';
import { ACTORS } from './people.ts';
import { readApi } from './routes.ts';
import { verdictOf } from './verdict.ts';
import { objectFor, routesWithObjects } from './world.ts';

const api = readApi();
const cells = cellsOf(api);
const header = ['route', ...ACTORS.map(it => it.name), 'why'].join(',');
const line = (route: string, words: string) => [route, ...ACTORS.map(() => words), 'because'].join(',');

describe('the table of rights', () => {
  it('lacks nothing, and has nothing too much', () => expect(readExpected().faults(cells)).toEqual([]));

  it('says so when a route has no row, a row no route, or a word means nothing', () => {
    const faults = readExpected([header, line('GET /api/me', 'maybe'), line('GET /api/nowhere', 'yes')].join('\n')).faults(cells);

    expect(faults).toContain('GET /api/nowhere is no route: take it out of expected.csv');
    expect(faults).toContain('GET /api/cases has no row in expected.csv: say who may, from PLATFORM §1');
    expect(faults).toContain('GET /api/me: "maybe" of nobody is none of yes, -');
  });

  it('reads which objects are meant', () => {
    const table = readExpected([header, line('GET /api/cases/{caseId}', 'own same')].join('\n'));
    const may = cells.filter(({ route, actor }) => route.name === 'GET /api/cases/{caseId}' && actor.name === 'auditor').filter(cell => table.allows(cell));

    expect(may.map(it => it.object)).toEqual(['own', 'same']);
  });
});

describe('the matrix', () => {
  it('has every route of the OpenAPI document, for everybody', () => {
    expect(new Set(cells.map(it => it.route.name)).size).toBe(api.routes.length);
    expect(cells.length).toBeGreaterThan(api.routes.length * ACTORS.length);
  });

  it('knows every route it makes special objects for', () => {
    const names = api.routes.map(it => it.name);
    expect(routesWithObjects().filter(it => !names.includes(it))).toEqual([]);
  });

  it('says so when nobody makes objects for a parameter', () => {
    const route = { ...api.routes[0]!, name: 'GET /api/spaceships/{spaceshipId}', path: '/api/spaceships/{spaceshipId}' };
    expect(() => objectFor(route, 'spaceshipId', { caseId: '1' })).toThrow('nobody makes objects for {spaceshipId}');
  });
});

it.each([
  ['GET', 200, [], 'allowed'],
  ['POST', 201, ['case'], 'allowed'],
  ['POST', 409, [], 'allowed'],
  ['POST', 422, [], 'allowed'],
  ['GET', 401, [], 'refused'],
  ['GET', 403, [], 'refused'],
  ['GET', 404, ['audit_entry'], 'refused'],
  ['POST', 400, [], 'unjudged'],
  ['GET', 500, [], 'unjudged'],
  ['DELETE', 204, ['upload'], 'allowed'],
  ['DELETE', 204, [], 'refused'],
])('%s answered %i that changed %j is %s', (method, status, touched, verdict) => {
  expect(verdictOf({ method, status, touched })).toBe(verdict);
});
