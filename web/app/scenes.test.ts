import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from '@playwright/test';
import { staffScenes } from '../../tests/screens/desk-scenes.ts';
import { adminScenes, counterScenes, managerScenes, operatorScenes } from '../../tests/screens/role-scenes.ts';
import type { Scene } from '../../tests/screens/scene.ts';
import { ORIGINAL_LISTS } from '../contract/originals.ts';
import { CONFIGURATION_TABS, ITEM_TABS } from './features/configuration/places.ts';
import { ITIL_PARTS } from './features/problems/places.ts';
import { LEVEL_TABS } from './features/service-levels/places.ts';
import { TABS } from './features/workplace/places.ts';

// its words are found by the bundler
jest.unstable_mockModule('./i18n/i18n.ts', () => ({ loadWords: () => Promise.resolve(), i18n: {}, changeLanguage: () => Promise.resolve() }));
const { makeRouter } = await import('./router.tsx');

const SOME_ID = '00000000-0000-7000-8000-000000000000';
const FOUND = {
  tasks: [{ key: '1', elementId: 'Task_Some', case: { id: SOME_ID } }],
  cases: [{ id: SOME_ID, status: 'closed', outcome: null }],
};
/** Enough of a browser to say which scenes there are. */
const page = { goto: async () => null, waitForResponse: async () => ({ json: async () => FOUND }) } as unknown as Page;

const staffRoutes = Object.keys(makeRouter().routesByPath).filter(path => path.startsWith('/work/'));
/** It only leads on: where there is nothing to lead by, it leads to what stands first in the menu. */
const HOME = '/work/';

const patternOf = (route: string) => new RegExp(`^${route.replace(/\/$/, '').replace(/\$\w+/g, '[^/]+')}$`);
const windowsOf = (folder: string) =>
  readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
    .map(path => join(folder, path))
    .filter(path => path.endsWith('.tsx') && !path.includes('/portal/') && /<Dialog\b/.test(readFileSync(join(import.meta.dirname, path), 'utf8')));

/** Decision 0019: a state of the desk is a scene; what has none is looked at by nobody. */
describe('the desk', () => {
  let scenes: Scene[];
  beforeAll(async () => {
    const all = await Promise.all([staffScenes(page, 'vsaa'), counterScenes(page), managerScenes(page), adminScenes(page), operatorScenes(page)]);
    scenes = all.flat();
  });
  const at = (route: string) => scenes.filter(({ path }) => patternOf(route).test(path.split('?')[0]!));

  it('has routes', () => {
    expect(staffRoutes).toContain('/work/cases/$caseId');
  });

  it.each(staffRoutes)('%s has a scene', route => {
    expect(at(route)).not.toHaveLength(0);
  });

  it.each(staffRoutes.filter(route => route !== HOME))('%s has its troubles: waiting, failed, offline', route => {
    for (const state of ['waiting', 'failed', 'offline']) expect(at(route).filter(({ name }) => name.endsWith(`-${state}`))).not.toHaveLength(0);
  });

  it.each([
    ['/work/problems', 'part', ITIL_PARTS],
    ['/work/service-levels', 'tab', LEVEL_TABS],
    ['/work/configuration', 'tab', CONFIGURATION_TABS],
    ['/work/configuration/$itemId', 'tab', ITEM_TABS],
    ['/work/originals', 'list', [...ORIGINAL_LISTS, 'batches']],
    ['/work/cases/$caseId', 'tab', TABS.filter(tab => tab !== 'task')],
  ])('%s has a scene of each %s', (route, key, parts) => {
    const shown = new Set(at(route).map(({ path }) => new URLSearchParams(path.split('?')[1]).get(key)));
    expect(parts.filter(part => !shown.has(part))).toEqual([]);
  });

  it.each(['features', 'layout', 'ui/documents'].flatMap(windowsOf))('%s: its window has a scene', file => {
    expect(scenes.filter(({ window }) => window === file)).not.toHaveLength(0);
  });

  it('calls each scene by a name of its own', () => {
    const names = scenes.map(({ name }) => name);
    expect(names.filter((name, nth) => names.indexOf(name) !== nth)).toEqual([]);
  });
});
