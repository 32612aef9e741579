import { randomUUID } from 'node:crypto';
import { beforeAll } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { StepDeps } from '../../web/api/cases/deps.ts';
import { useApi, type ApiOptions } from './api.ts';

const KEY = 'Idempotency-Key';

/**
 * The API of `useApi`, with people at their desks: `as` signs one in, `step` takes the steps that workers take, `task` puts down a
 * task as the journal would. The clock stands still unless moved.
 */
export function useOffice(options: ApiOptions = {}) {
  const api = useApi(options);
  let at = new Date('2026-11-02T08:00:00Z');
  const now = () => at;
  const moveTo = (instant: string) => {
    at = new Date(instant);
    api.clock.at = at;
  };
  beforeAll(() => moveTo(at.toISOString()));

  return {
    database: api.database,
    get db() {
      return api.database.db;
    },
    now,
    get processes() {
      return api.deps.processes;
    },
    get blobs() {
      return api.deps.blobs;
    },
    get useCases() {
      return api.deps.useCases;
    },
    moveTo,
    /** Nobody in particular. */
    anybody: api.anybody,
    /** A person at a keyboard. */
    async as(username: string) {
      const agent = await api.as(username);
      return {
        get: (path: string) => agent.get(path),
        post: (path: string, body: object, key: string = randomUUID()) => agent.post(path).set(KEY, key).send(body),
        put: (path: string, body: object = {}) => agent.put(path).send(body),
        delete: (path: string) => agent.delete(path),
        upload: (name: string, content: Buffer) => agent.post('/api/uploads').attach('file', content, name),
        /** A file to an endpoint that takes one. */
        sendFile: (path: string, name: string, content: Buffer, key: string = randomUUID()) => agent.post(path).set(KEY, key).attach('file', content, name),
      };
    },
    /** One step as a worker takes it. */
    step<I, O>(run: (input: I, deps: StepDeps) => Promise<O>, input: I): Promise<O> {
      const { db, processes, blobs } = api.deps;
      return db.$transaction(tx => run(input, { tx, now, newId, processes, blobs }));
    },
    /** A task as the journal would put it down. */
    async task(
      caseId: string,
      {
        processId,
        elementId,
        formId,
        team = 'vsaa',
        role = 'specialist',
        notFor = [],
      }: { processId: string; elementId: string; formId: string | null; team?: string; role?: string; notFor?: string[] },
    ) {
      const key = String(Math.floor(Math.random() * 1e15));
      await api.database.db.task.create({
        data: {
          key,
          caseId,
          runKey: '1',
          processId,
          version: 1,
          elementId,
          titleLv: elementId,
          titleEn: elementId,
          formId,
          team,
          role,
          level: 2,
          notFor,
          createdAt: at,
        },
      });
      return key;
    },
  };
}
