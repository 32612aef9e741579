import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadProcesses } from './load.ts';
import { readModel } from './model.ts';

const ROOT = join(import.meta.dirname, '..');
/** How many activities each process has in its description (domain/PROCESSES.md, P3–P6, P10). */
const ACTIVITIES = { P3: 4, P4: 6, P5: 8, P6: 6, P10: 7 };
const IDS = Object.entries(ACTIVITIES).flatMap(([process, count]) => Array.from({ length: count }, (_, n) => `${process}.${n + 1}`));

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const filesOf = (pattern: string) => globSync(pattern, { cwd: ROOT, exclude: path => path.includes('node_modules') || path.includes('dist') });
const names = (text: string, id: string) => new RegExp(`\\b${id.replace('.', '\\.')}(?!\\d)`).test(text);

const rows = [...read('docs/itil.md').matchAll(/^\| (P\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = '', title = '', where = '', shown = '']) => ({
    id,
    title,
    where,
    shown,
  }),
);
const ticked = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
const tests = filesOf('{platform,processes,web,workers,tests,docker}/**/*{.test,-test,.spec}.{ts,tsx}').filter(path => path !== 'processes/itil.test.ts');
/** What tests are called: of `describe`, `it`, and their tables. */
const titles = tests.map(path => ({
  path,
  said: [...read(path).matchAll(/^\s*(?:describe|it|\]\))\s*\(\s*(['"`])(.*?)\1/gm)].map(([, , said = '']) => said).join('\n'),
}));
const words = filesOf('web/app/**/words/*.lv.json').map(read).join('\n');
const diagrams = await loadProcesses();
/** The process whose elements a row names. */
const diagramOf = (where: string) => diagrams.find(it => it.id === /^(\w+):/.exec(where)?.[1]);

/** Issue 5: each activity is found by its id in a diagram, a screen or a document, and in a test; what docs/itil.md says of it is so. */
describe('where each activity of P3 to P6 and P10 is', () => {
  it('says a row for each, and none twice', () => {
    expect(rows.map(it => it.id)).toEqual(IDS);
  });

  it.each(rows)('$id is in the title of a test', ({ id }) => {
    expect(titles.filter(it => names(it.said, id))).not.toEqual([]);
  });

  it.each(rows.filter(it => diagramOf(it.where)))('$id names elements of its diagram, which say the id too', async ({ id, where }) => {
    const elements = ticked(where).filter(name => /^(Task|Call|Catch|Timer)_/.test(name));
    const { bpmn } = diagramOf(where)!;
    const model = await readModel(bpmn);
    expect(elements).not.toEqual([]);
    expect(elements.filter(name => !model.elements.has(name))).toEqual([]);
    expect([...bpmn.matchAll(/<bpmn:documentation>(.*?)</g)].some(([, said = '']) => names(said, id))).toBe(true);
  });

  it.each(rows)('$id names places that there are: words of the screen, files', ({ where }) => {
    const labels = [...where.matchAll(/(?<![\w*`])[*_]([^*_`]+)[*_](?![\w*`])/g)].map(([, label = '']) => label);
    expect(labels.filter(label => !words.includes(`"${label}"`))).toEqual([]);
    const paths = ticked(where).filter(name => name.includes('/') && !/^(GET|\/)|</.test(name));
    expect(paths.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(labels.length + ticked(where).length).toBeGreaterThan(0);
  });

  it.each(rows.filter(it => !it.shown.startsWith('the same')))('$id is shown by tests that there are', ({ id, shown }) => {
    const named = shown.split(/, (?![^“]*”)/).map(each => {
      const [, file, title] = /^([\w.-]+)(?: “(.+)”)?$/.exec(each.trim()) ?? [];
      return { file, title: title?.replace(/ ?…$/, '') };
    });
    for (const { file, title } of named) {
      const found = titles.filter(it => basename(it.path).replace(/\.tsx?$/, '') === file);
      expect([id, file, found.length > 0]).toEqual([id, file, true]);
      if (title) expect([id, title, found.some(it => it.said.includes(title))]).toEqual([id, title, true]);
    }
  });
});
