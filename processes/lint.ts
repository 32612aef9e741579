import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseDiagram } from './model.ts';

const require = createRequire(import.meta.url);
const config = JSON.parse(readFileSync(join(import.meta.dirname, '../.bpmnlintrc'), 'utf8')) as object;

/** What bpmnlint says with our rules (.bpmnlintrc): good modelling, and only what the engine's version can do. */
export async function lintDiagram(bpmn: string): Promise<string[]> {
  const { definitions, warnings } = await parseDiagram(bpmn);
  // loaded when first needed, and after bpmn-moddle: the linter requires ES modules that this one imports too
  const [{ Linter }, { default: NodeResolver }] = await Promise.all([import('bpmnlint'), import('bpmnlint/lib/resolver/node-resolver.js')]);
  const resolver = new NodeResolver({ require });
  const reports = await new Linter({ config, resolver }).lint(definitions); // a new one each time: some rules remember what they have seen;
  const faults = Object.entries(reports).flatMap(([rule, found]) => found.map(it => `${it.id ?? 'The diagram'}: ${it.message} (${rule})`));
  return [...warnings.map(it => `The diagram cannot be read whole: ${it}`), ...faults];
}
