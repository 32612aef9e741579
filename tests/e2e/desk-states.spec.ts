import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from '@playwright/test';
import { fillIn, submit } from '../../docker/demo/acts.ts';
import { makeApi } from '../../docker/demo/api.ts';
import { submitCase } from '../../web/contract/cases.ts';
import { listServices } from '../../web/contract/catalogue.ts';
import { listTasks } from '../../web/contract/tasks.ts';
import { staffScenes } from '../screens/desk-scenes.ts';
import { adminScenes, counterScenes, managerScenes, operatorScenes } from '../screens/role-scenes.ts';
import type { Scene } from '../screens/scene.ts';
import { EVERY_LOOK, FEW_LOOKS, playAll } from '../screens/play-scenes.ts';
import { dropRegistration, freshDeceased } from './steps.ts';
import { seen, useVisitors } from './visitors.ts';

/** For whoever looks for a fault: only the scenes whose names are like this, and where to put pictures of those that are wrong. */
const WANTED = new RegExp(process.env.PIETURA_SCENES ?? '');
const pictures = process.env.PIETURA_PICTURES;
/** `PIETURA_LOOKS=every`: axe in each language at each size, which takes three times as long. */
const [looks, STORY_MS] = process.env.PIETURA_LOOKS === 'every' ? [EVERY_LOOK, 3_600_000] : [FEW_LOOKS, 1_200_000];

/** Issue 4, "must be true" 5: axe finds nothing in any state of the desk. `npm run screens` looks at the same scenes in each language at each size. */
describe('every state of the desk, in both languages, on a desk and at 400 % zoom', () => {
  const { signIn, stack, expectComplaint } = useVisitors();

  /** Somebody has asked, complained and applied: both desks have something to do. */
  beforeAll(async () => {
    const api = makeApi(stack.urls.web, AbortSignal.timeout(120_000));
    const anna = api.signIn('anna');
    const body = { data: {}, serviceId: null, subject: 'Kāpēc uz jautājumu neviens neatbild?' };
    await anna.call(submitCase, { body: { ...body, kind: 'information-request' }, key: randomUUID() });
    await anna.call(submitCase, { body: { ...body, kind: 'complaint', complainedOfAgency: 'vsaa' }, key: randomUUID() });
    const { id } = (await api.call(listServices)).services.find(({ holder }) => holder.id === 'vsaa')!;
    await submit(anna, id, (await fillIn(anna, id, freshDeceased())).data);
    for (const username of ['karlis', 'vija'])
      await seen.poll(async () => (await api.signIn(username).call(listTasks, { query: { queue: 'all' } })).tasks.length).toBeGreaterThan(0);
  }, 120_000);

  const ofKac = async (page: Page) => (await counterScenes(page)).filter(({ name }) => !REGISTERING.test(name));
  const registering = async (page: Page) => (await counterScenes(page)).filter(({ name }) => REGISTERING.test(name));
  /** Lists and windows are the same as at the counter; tasks and cases are not. */
  const ofAgency = async (page: Page) => (await staffScenes(page, 'vsaa')).filter(({ name }) => /^vsaa-(task-|case)/.test(name));
  const ofManager = async (page: Page) => [...(await managerScenes(page)), ...(await adminScenes(page))];

  it.each<[string, string[], (page: Page) => Promise<Scene[]>]>([
    ['the counter', ['karlis', 'karlis'], ofKac],
    // one page: what is typed there is kept for its person
    ['a conversation', ['karlis'], registering],
    ['an agency', ['vija', 'viesturs'], ofAgency],
    ['a service manager', ['mara', 'mara'], ofManager],
    ['an operator', ['edgars'], operatorScenes],
  ])(
    '%s',
    async (_what, usernames, scenesFor) => {
      // refusals, silence and broken lines are scenes too; the browser says so of each
      expectComplaint(/status of (401|404|500)|ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
      // two windows of one person on one task: the later hears that the first has saved, and merges
      expectComplaint(/status of 409 .*\/api\/drafts\//);
      await dropRegistration(stack.urls.web, usernames[0]!);
      const visitors = await Promise.all(usernames.map(username => signIn(username, '/work')));
      const scenes = await scenesFor(visitors[0]!.page);
      expect(scenes).not.toHaveLength(0);

      const found = await playAll(
        visitors.map(({ page }) => page),
        scenes.filter(({ name }) => WANTED.test(name)),
        { looks, way: 'walk' },
        pictures ? async (page, name) => name.endsWith('.wrong') && page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true }) : undefined,
      );

      expect(found).toEqual([]);
    },
    STORY_MS,
  );
});

const REGISTERING = /^register/;
