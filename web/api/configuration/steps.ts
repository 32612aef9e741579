import type { Db } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Process } from '../../../processes/load.ts';
import { readModel } from '../../../processes/model.ts';
import type { Text } from '../../contract/words.ts';

/** A step of a diagram that needs an item (DIAGRAMS.md, property `items`). `version` null: the newest, as it lies in its folder. */
export type NeedyStep = { processId: string; version: number | null; elementId: string; title: Text; identifier: string };

export type NeedySteps = ReturnType<typeof makeNeedySteps>;

const read = new WeakMap<Process[], Promise<NeedyStep[]>>();

/** The steps of the newest diagrams that need items; folders are read once for a program. */
export function newestSteps(processes: Process[]): Promise<NeedyStep[]> {
  const known = read.get(processes) ?? Promise.all(processes.map(it => stepsOf(it.bpmn, it.id, null))).then(all => all.flat());
  read.set(processes, known);
  return known;
}

/** Reads from diagrams which steps need which items. Deployed versions never change, so each is read once. */
export function makeNeedySteps({ db, processes, log }: { db: Db; processes: Process[]; log: Logger }) {
  const deployed = new Map<string, NeedyStep[]>();

  async function readDeployed(): Promise<NeedyStep[]> {
    const known = await db.processVersion.findMany({ select: { definitionKey: true } });
    const unread = known.map(it => it.definitionKey).filter(key => !deployed.has(key));
    const rows = unread.length > 0 ? await db.processVersion.findMany({ where: { definitionKey: { in: unread } } }) : [];
    for (const row of rows) {
      const steps = await stepsOf(row.bpmn, row.processId, row.version).catch((error: Error) => {
        log.warn({ processId: row.processId, version: row.version, cause: error.name }, 'a deployed diagram cannot be read for its items');
        return [];
      });
      deployed.set(row.definitionKey, steps);
    }
    return [...deployed.values()].flat();
  }

  return {
    /** Of the newest diagrams. */
    newest: () => newestSteps(processes),
    /** Of every version that cases may still run on. */
    deployed: readDeployed,
  };
}

async function stepsOf(bpmn: string, processId: string, version: number | null): Promise<NeedyStep[]> {
  if (!bpmn.includes('"items"')) return [];
  const { elements } = await readModel(bpmn);
  return [...elements.values()].flatMap(({ id, title, properties }) =>
    identifiersIn(properties['items']).map(identifier => ({ processId, version, elementId: id, title, identifier })),
  );
}

/** "a, b" names two. */
export const identifiersIn = (items: string | undefined): string[] =>
  (items ?? '')
    .split(',')
    .map(it => it.trim())
    .filter(Boolean);
