import type { ZeebeGrpcClient } from '@camunda8/sdk/dist/zeebe/index.js';
import { isNotFound } from './engine-error.ts';
import type { EngineKeys } from './engine-keys.ts';

type Variables = Record<string, unknown>;
type JsonVariables = Record<string, never>;
/** A run that begins in the middle: at these elements, all of the run's own scope. */
export type RunStart = { processId: string; /** 0 = the newest. */ version: number; variables: Variables; elementIds: string[] };
/** An element to begin at, in a new scope below `within` when it lies in a subprocess; `variables` of the scope with that id ('' = the run). */
export type Begin = { elementId: string; within?: string; scopeId: string; variables: Variables };
/** Begins at some elements of a run and takes back others, in one step. */
export type Move = { runKey: string; begin: Begin[]; end: string[] };

/** Runs that do not begin at their beginning: for cases that an engine has lost (decision record 0034). */
export interface Placing {
  /** A case whose run the engine has lost. Answers the process instance key. */
  startAt(start: RunStart): Promise<string>;
  move(move: Move): Promise<void>;
  cancel(runKey: string): Promise<'cancelled' | 'gone'>;
}

type Call = <T>(what: string, promise: Promise<T>) => Promise<T>;

export function placing(client: ZeebeGrpcClient, keys: EngineKeys, call: Call): Placing {
  return {
    async startAt({ processId, version, variables, elementIds }) {
      const place = { bpmnProcessId: processId, variables: variables as JsonVariables, startInstructions: elementIds.map(elementId => ({ elementId })) };
      const created = await call('start in the middle', client.createProcessInstance({ ...place, ...(version > 0 && { version }) }));
      return keys.ours(String(created.processInstanceKey));
    },

    async move({ runKey, begin, end }) {
      const raw = (key: string) => keys.raw(key) ?? '-1';
      const activateInstructions = begin.map(({ elementId, within, scopeId, variables }) => ({
        elementId,
        ancestorElementInstanceKey: within ? raw(within) : '-1',
        variableInstructions: Object.keys(variables).length > 0 ? [{ scopeId, variables: variables as JsonVariables }] : [],
      }));
      const terminateInstructions = end.map(key => ({ elementInstanceKey: raw(key) }));
      await call('move', client.modifyProcessInstance({ processInstanceKey: raw(runKey), activateInstructions, terminateInstructions }));
    },

    async cancel(runKey) {
      try {
        await call('cancel', client.cancelProcessInstance(keys.raw(runKey) ?? '-1'));
        return 'cancelled';
      } catch (error) {
        if (isNotFound(error)) return 'gone';
        throw error;
      }
    },
  };
}
