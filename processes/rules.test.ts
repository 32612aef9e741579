import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadProcesses, PROCESSES_ROOT, servicesOf, type Process } from './load.ts';
import { contextOf } from './rules/context.ts';
import { faultsOf, RULES } from './rules.ts';
import { SHARED_JOBS } from './shared-jobs.ts';

const ROOT = join(PROCESSES_ROOT, '..');
const MADE_UP = join(ROOT, 'tests/support/processes');
const all = await loadProcesses(PROCESSES_ROOT, MADE_UP);
const contexts = new Map(await Promise.all(all.map(async it => [it.id, await contextOf(it, all)] as const)));
const made = all.find(it => it.folder.startsWith(MADE_UP))!;

describe.each(all)('$id', process => {
  it.each(RULES)('$says', async rule => {
    expect(await rule.faults(contexts.get(process.id)!)).toEqual([]);
  });
});

describe('a fault is found, and said in words', () => {
  const changed = (change: Partial<Process>): Process => ({ ...made, ...change });
  const bpmn = (from: string, to: string) => changed({ bpmn: made.bpmn.replaceAll(from, to) });

  it.each<[string, Process, string]>([
    ['another process id', bpmn('"made-up-permit"', '"made-up"'), 'The process id is "made-up"'],
    ['a job nobody does', bpmn('made-up-permit:check-address', 'made-up-permit:check-all'), 'Nobody does the job "made-up-permit:check-all"'],
    ['a refusal nobody catches', bpmn('errorCode="address-unknown"', 'errorCode="address-missing"'), 'refuses with "address-unknown"'],
    ['a form that is not there', changed({ forms: new Map([...made.forms].filter(([id]) => id !== 'decide-permit')) }), 'opens the form "decide-permit"'],
    ['a team that is none', bpmn('=[team]', '=team'), 'the team is one agency'],
    ['free text for the engine', bpmn('name="returns" value="outcome"', 'name="returns" value="outcome,address"'), 'returns "address"'],
    ['an outcome that leads nowhere', bpmn('&quot;refuse&quot;', '&quot;no&quot;'), 'no flow is taken for the outcome "refuse"'],
    ['one language', bpmn('name="milestone.en"', 'name="milestone.lv"'), 'milestone is in one language only'],
    ['an end without outcome', bpmn('target="outcome"', 'target="result"'), 'sets no outcome'],
    ['an unknown property', bpmn('name="stage"', 'name="phase"'), 'nobody reads the property "phase"'],
    ['what bpmnlint sees', bpmn('name="Pārbaudīt adresi"', ''), 'label-required'],
  ])('%s', async (_name, process, sentence) => {
    expect((await faultsOf(process, all)).join('\n')).toContain(sentence);
  });
});

describe('the folder is the list', () => {
  // A service is named in its folder only, and where the whole is played, measured or pictured; the tests stand on the made-up one.
  const ours = /^(processes\/services|tests\/(e2e|bench|screens))\//;
  const tests = /(\.(test|db-test|process-test|spec)\.tsx?$|^tests\/)/;
  const naming = (id: string) => sources(ROOT).filter(file => readFileSync(join(ROOT, file), 'utf8').includes(id));

  it.each(servicesOf(all).map(it => it.id))('nobody else names %s', id => {
    const elsewhere = naming(id).filter(file => !ours.test(file) && !(id === made.id && tests.test(file)));

    expect(elsewhere).toEqual([]);
  });

  it('has no two services with one code', () => {
    const codes = servicesOf(all).flatMap(it => [it.description.code, it.description.caseCode]);

    expect(new Set(codes).size).toBe(codes.length);
  });
});

it('every shared job has its file in workers/shared, and every file is a shared job', () => {
  const files = readdirSync(join(ROOT, 'workers/shared')).filter(name => !name.includes('test.'));

  expect(files.map(name => name.replace(/\.ts$/, '')).sort()).toEqual([...SHARED_JOBS].sort());
});

/** Source files of the project, by path from its root. */
function sources(root: string): string[] {
  const folders = ['docker', 'platform', 'prisma', 'processes', 'tests', 'web', 'workers'];
  return folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(it => it.isFile() && /\.(ts|tsx|mjs|json|css|yaml)$/.test(it.name))
      .map(it => relative(root, join(it.parentPath, it.name)))
      .filter(file => !/(^|\/)(node_modules|dist|generated)\//.test(file)),
  );
}
