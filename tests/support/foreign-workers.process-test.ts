import { createRequire } from 'node:module';
import { afterAll, expect, it } from '@jest/globals';
import { useEngine } from './engine.ts';

// Agencies have workers of their own, written against the published clients: they must work with us as they are.
const engine = useEngine({ roots: [new URL('processes', import.meta.url).pathname], leave: ['made-up-permit:check-address'] });
const require = createRequire(import.meta.url);
const gateway = (process.env['ZEEBE_GRPC_ADDRESS'] ?? '').replace(/^\w+:\/\//, '');
const closing: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(closing.map(close => close())));

const WORKERS: [string, (done: () => void) => void][] = [
  [
    'zeebe-node',
    done => {
      const { ZBClient } = require('zeebe-node');
      const client = new ZBClient(gateway, { loglevel: 'NONE', useTLS: false, usePlainText: true });
      closing.push(() => client.close());
      client.createWorker({ taskType: 'made-up-permit:check-address', taskHandler: (job: any) => (done(), job.complete({ addressKnown: true })) });
    },
  ],
  [
    '@camunda8/sdk',
    done => {
      const { Camunda8 } = require('@camunda8/sdk');
      const client = new Camunda8({
        ZEEBE_GRPC_ADDRESS: `grpc://${gateway}`,
        CAMUNDA_AUTH_STRATEGY: 'NONE',
        CAMUNDA_OAUTH_DISABLED: true,
        zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
      }).getZeebeGrpcApiClient();
      closing.push(() => client.close());
      client.createWorker({ taskType: 'made-up-permit:check-address', taskHandler: (job: any) => (done(), job.complete({ addressKnown: true })) });
    },
  ],
];

it.each(WORKERS)('an unmodified %s worker completes a job of a deployed process', async (_name, begin) => {
  let jobs = 0;
  begin(() => jobs++);

  const run = await engine.start('made-up-permit');
  await run.reaches('Task_DecidePermit');

  expect(jobs).toBe(1);
  await closing.pop()!();
});
