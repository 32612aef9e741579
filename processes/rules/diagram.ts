import { basename } from 'node:path';
import { attemptsOf, PATIENCE } from '../../platform/patience.ts';
import { lintDiagram } from '../lint.ts';
import { listOf, type Moddle } from '../model.ts';
import { ELEMENT_PROPERTIES } from '../schema.ts';
import { SHARED_JOBS } from '../shared-jobs.ts';
import type { Rule } from './context.ts';

const PREFIX: Record<string, string[]> = {
  'bpmn:StartEvent': ['Start'],
  'bpmn:EndEvent': ['End'],
  'bpmn:IntermediateCatchEvent': ['Catch', 'Timer'],
  'bpmn:IntermediateThrowEvent': ['Throw'],
  'bpmn:BoundaryEvent': ['Boundary'],
  'bpmn:CallActivity': ['Call'],
  'bpmn:SubProcess': ['Sub'],
};
const prefixesOf = (type: string) => PREFIX[type] ?? (type.endsWith('Gateway') ? ['Gateway'] : ['Task']);

/** What must hold in the diagram itself, and between it and the folder. */
export const DIAGRAM_RULES: Rule[] = [
  {
    says: 'bpmnlint has nothing to say',
    faults: ({ process }) => lintDiagram(process.bpmn),
  },
  {
    says: 'folder, process id and file have one name; elements are named by what they are',
    faults: ({ process, model }) => [
      ...(model.processId === basename(process.folder) ? [] : [`The process id is "${model.processId}", the folder "${basename(process.folder)}"`]),
      ...[...model.elements.values()]
        .filter(it => !prefixesOf(it.type).some(prefix => new RegExp(`^${prefix}_[A-Z][A-Za-z0-9]+$`).test(it.id)))
        .map(it => `${it.id}: an id like ${prefixesOf(it.type)[0]}_CheckAddress`),
    ],
  },
  {
    says: 'every job type has a handler in the folder or is shared, and no handler is to spare',
    faults({ process, model }) {
      const types = [...model.elements.values()].flatMap(it => it.jobType ?? []);
      const own = types.filter(type => !(SHARED_JOBS as readonly string[]).includes(type));
      return [
        ...own.filter(type => !process.handlers.has(type)).map(type => `Nobody does the job "${type}"`),
        ...[...process.handlers.keys()].filter(type => !types.includes(type)).map(type => `No element asks for the handler "${type}"`),
      ];
    },
  },
  {
    says: 'a job that asks agencies outlasts an agency that is away',
    faults({ process, model }) {
      const attempts = String(attemptsOf(PATIENCE.service));
      const own = [...model.elements.values()].filter(it => it.jobType && process.handlers.has(it.jobType));
      return own.filter(it => it.retries !== attempts).map(it => `${it.id}: retries="${attempts}", not ${it.retries ?? 'unsaid'}`);
    },
  },
  {
    says: 'every refusal a handler throws is caught, with a word of its own',
    faults({ definitions, nodes, handlerSources }) {
      const caught = new Set(
        nodes.flatMap(it => listOf(it['eventDefinitions'])).flatMap(it => ((it['errorRef'] as Moddle | undefined)?.['errorCode'] as string | undefined) ?? []),
      );
      const thrown = [...handlerSources].flatMap(([file, source]) =>
        [...source.matchAll(/new BusinessError\('([^']+)'/g)].map(found => ({ file, code: found[1]! })),
      );
      const codes = listOf(definitions['rootElements']).filter(it => it.$type === 'bpmn:Error');
      return [
        ...thrown.filter(it => !caught.has(it.code)).map(it => `${it.file} refuses with "${it.code}", and no error event catches it`),
        ...codes.filter(it => !/^[a-z]+(-[a-z]+)*$/.test(String(it['errorCode']))).map(it => `${it.id}: error codes are words joined by hyphens`),
      ];
    },
  },
  {
    says: 'what is called, decided by or opened exists',
    faults({ process, model, processIds }) {
      const decisions = new Set(process.dmn.flatMap(it => [...it.content.matchAll(/<(?:\w+:)?decision id="([^"]+)"/g)].map(found => found[1]!)));
      return [...model.elements.values()].flatMap(it => [
        ...(it.calledProcess && !it.calledProcess.startsWith('=') && !processIds.has(it.calledProcess)
          ? [`${it.id} calls "${it.calledProcess}", which does not exist`]
          : []),
        ...(it.decisionId && !decisions.has(it.decisionId) ? [`${it.id} decides by "${it.decisionId}", which is in no table of the folder`] : []),
        ...(it.formId && !process.forms.has(it.formId) ? [`${it.id} opens the form "${it.formId}", which is not in the folder`] : []),
      ]);
    },
  },
  {
    says: 'nobody waits for ever: where events are awaited, one of them is a timer',
    faults: ({ nodes }) =>
      nodes
        .filter(it => it.$type === 'bpmn:EventBasedGateway')
        .filter(
          it =>
            !listOf(it['outgoing']).some(flow =>
              listOf((flow['targetRef'] as Moddle)['eventDefinitions']).some(event => event.$type === 'bpmn:TimerEventDefinition'),
            ),
        )
        .map(it => `${it.id} waits without a timer`),
  },
  {
    says: 'properties are known ones, and every step tells its stage',
    faults: ({ model }) =>
      [...model.elements.values()].flatMap(it => [
        ...Object.keys(it.properties)
          .filter(name => !(ELEMENT_PROPERTIES as readonly string[]).includes(name))
          .map(name => `${it.id}: nobody reads the property "${name}"`),
        ...(it.type.endsWith('Gateway') || ['application', 'execution', 'delivery'].includes(it.properties['stage'] ?? '') ? [] : [`${it.id} tells no stage`]),
      ]),
  },
];
