import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { outcome } from '../../web/contract/words.ts';
import { extensionOf, listOf } from '../model.ts';
import type { ServiceDescription } from '../schema.ts';
import { componentsOf, elementsOf, type Context, type Rule } from './context.ts';

const ofService = (rule: (context: Context, service: ServiceDescription) => string[]) => (context: Context) =>
  context.process.description.kind === 'service' ? rule(context, context.process.description) : [];

/** What the folder promises: description, README, and of a service, its way to end. */
export const FOLDER_RULES: Rule[] = [
  {
    says: 'the README shows the diagram',
    faults: ({ process }) => [
      ...(process.readme.includes('](diagram.svg)') ? [] : ['README.md does not show diagram.svg']),
      ...(existsSync(join(process.folder, 'diagram.svg')) ? [] : ['diagram.svg is missing']),
    ],
  },
  {
    says: 'a service ends with an outcome the case can have',
    faults: ofService(({ nodes, model }) =>
      elementsOf(model, 'bpmn:EndEvent').flatMap(({ id }) => {
        const node = nodes.find(it => it.id === id)!;
        const set = listOf(extensionOf(node, 'zeebe:IoMapping')?.['outputParameters']).find(it => it['target'] === 'outcome');
        const word = /^="(\w+)"$/.exec(String(set?.['source'] ?? ''))?.[1];
        return outcome.safeParse(word).success ? [] : [`${id} sets no outcome`];
      }),
    ),
  },
  {
    says: 'the form the client fills in is in the folder, and prefilled fields are in it',
    faults: ofService(({ process }, { startForm, prefill }) => {
      const form = process.forms.get(startForm);
      if (!form) return [`The start form "${startForm}" is not in the folder`];
      const keys = new Set(componentsOf(form).map(it => it.key));
      return prefill.filter(it => !keys.has(it.key)).map(it => `"${it.key}" is prefilled, and the form does not ask it`);
    }),
  },
  {
    says: 'reason codes of the tables are grounds of the service',
    faults: ofService(({ process }, { grounds }) => {
      const known = new Set(grounds.map(it => it.id));
      const codes = [
        ...process.dmn.flatMap(it => reasonCodesIn(it.content)),
        ...[...process.bpmn.matchAll(/reasonCode: (?:"|&quot;|&#34;)([a-z-]+)/g)].map(found => found[1]!),
      ];
      return codes.filter(code => !known.has(code)).map(code => `The reason "${code}" is no ground of the service`);
    }),
  },
];

/** The words in the column `reasonCode` of a decision table. */
function reasonCodesIn(dmn: string): string[] {
  return dmn.split('<decision ').flatMap(decision => {
    const column = [...decision.matchAll(/<output\b[^>]*\bname="([^"]+)"/g)].findIndex(found => found[1] === 'reasonCode');
    if (column < 0) return [];
    return [...decision.matchAll(/<rule\b[\s\S]*?<\/rule>/g)].flatMap(rule => {
      const entries = [...rule[0].matchAll(/<outputEntry[\s\S]*?<text>([\s\S]*?)<\/text>/g)];
      return /^"([a-z-]+)"$/.exec(entries[column]?.[1]?.trim() ?? '')?.[1] ?? [];
    });
  });
}
