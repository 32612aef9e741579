import { describe, expect, it } from '@jest/globals';
import { defaultView, filterOf, placeOf, readColumns, readSearch, templateOf, writeColumns } from './place.ts';

describe('the view the workplace opens with', () => {
  const view = (id: string, owner: 'user' | 'team', isDefault: boolean) => ({ id, owner, isDefault });

  it.each([
    ['one’s own before the team’s', [view('team', 'team', true), view('mine', 'user', true)], 'mine'],
    ['the team’s', [view('mine', 'user', false), view('team', 'team', true)], 'team'],
    ['none', [view('mine', 'user', false)], undefined],
  ])('is %s', (_which, views, id) => {
    expect(defaultView(views)?.id).toBe(id);
  });
});

describe('the address of a list', () => {
  it('carries the whole filter, and forgets what it does not know', () => {
    const search = readSearch({ kind: 'complaint,incident', priority: 1, dueTo: '2026-11-30', sort: 'age', nonsense: 'x', text: '' }, ['due', 'age']);

    expect(search).toEqual({ kind: 'complaint,incident', priority: '1', dueTo: '2026-11-30', sort: 'age' });
    expect(filterOf(search)).toEqual({ kind: 'complaint,incident', priority: '1', dueTo: '2026-11-30' });
  });

  it('refuses orders the list does not have', () => {
    expect(readSearch({ sort: 'closed' }, ['due', 'age'])).toEqual({});
  });

  it('names columns in their order, with their widths', () => {
    const columns = readColumns('what:300,code,due:9,nonsense,code', 'tasks');

    expect(columns).toEqual([{ id: 'what', width: 300 }, { id: 'code' }, { id: 'due' }]);
    expect(readColumns(writeColumns(columns), 'tasks')).toEqual(columns);
    expect(templateOf(columns)).toBe('300px 9ch 24ch');
  });

  it('has the usual columns when nobody named any, or only those of another list', () => {
    expect(readColumns(undefined, 'tasks').map(it => it.id)).toEqual(['code', 'what', 'client', 'assignee', 'due']);
    expect(readColumns('assignee', 'cases').map(it => it.id)).toEqual(['code', 'what', 'client', 'status', 'due', 'agency']);
  });

  it('says everything a kept view says', () => {
    const place = placeOf(
      { of: 'tasks', queue: 'team', sort: 'priority', filter: { kind: 'incident' }, columns: [{ id: 'code' }, { id: 'due', width: 120 }] },
      'some-id',
    );

    expect(place).toEqual({ to: '/work/tasks', search: { queue: 'team', kind: 'incident', sort: 'priority', cols: 'code,due:120', view: 'some-id' } });
  });
});
