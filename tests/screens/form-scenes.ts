import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { getTask, TASK_RIGHTS } from '../../web/contract/tasks.ts';
import { changed, LONG } from './answers.ts';
import { named, type Scene, type Tasks } from './scene.ts';
import { answerOf } from './visitor.ts';
import { NOTHING_TYPED } from './window-scenes.ts';

type Component = { id?: string; key?: string; conditional?: unknown; components?: Component[]; valuesKey?: string };
type Schema = Component & { id: string; [key: string]: unknown };

const ROOT = join(import.meta.dirname, '../..');
/** What a person fills in to apply is another page's. */
const FORMS = globSync('processes/*/*/forms/*.form', { cwd: ROOT })
  .filter(file => !file.endsWith('-application.form'))
  .toSorted();

/** Everything a form may ask, at once: what it asks only after some answers too. */
const unfolded = ({ conditional: _, components, ...it }: Component): Component => ({ ...it, ...(components && { components: components.map(unfolded) }) });
const optionsIn = (it: Component): string[] => [...(it.valuesKey ? [it.valuesKey] : []), ...(it.components ?? []).flatMap(optionsIn)];

/** All forms of one diagram's folder, one below the other, each field with a name of its own. */
function formsIn(folder: string): Schema {
  const forms = FORMS.filter(file => dirname(file) === folder).map(file => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Schema);
  const apart = (form: string, it: Component): Component => ({
    ...it,
    ...(it.id && { id: `${form}_${it.id}` }),
    ...(it.key && { key: `${form}_${it.key}` }),
    ...(it.components && { components: it.components.map(inside => apart(form, inside)) }),
  });
  return { ...forms[0]!, components: forms.flatMap(({ id, components = [] }) => components.map(it => apart(id.replace(/\W/g, '_'), it))) };
}

/** A task with the forms of each diagram; which task it is made of does not matter. */
export async function formScenes(page: Page, who: string): Promise<Scene[]> {
  const { tasks } = await answerOf<Tasks>(page, '/work/tasks?queue=all', '/api/tasks?queue=all');
  const path = `/work/tasks?queue=all&task=${tasks[0]?.key ?? '1'}`;
  const scenes = [...new Set(FORMS.map(dirname))].map((folder): Scene => {
    const schema = formsIn(folder);
    const options = Object.fromEntries(optionsIn(schema).map(key => [key, [{ label: LONG, value: 'one' }]]));
    const task = changed(getTask, ({ data }) => ({
      act: 'work' as const,
      may: [...TASK_RIGHTS],
      form: { id: schema.id, version: '1', schema: unfolded(schema) as Record<string, unknown> },
      data: { ...data, ...options },
    }));
    return { name: `${who}-forms-${basename(dirname(folder))}`, path, instead: [...NOTHING_TYPED, task], act: formThere };
  });
  const finish = async (page: Page) => {
    await formThere(page);
    await page.getByRole('button', { name: named('workplace', 'task.finishNext') }).click();
    await page.locator('[aria-invalid=true], [role=alert]').first().waitFor();
  };
  return [...scenes, ...scenes.slice(0, 1).map(it => ({ ...it, name: `${who}-forms-faults`, act: finish }))];
}

const formThere = (page: Page) => page.locator('.fjs-container .fjs-form-field').first().waitFor();
