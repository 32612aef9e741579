import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { workOn } from './engine-jobs.ts';
import { makeLogger } from './logger.ts';

/** An engine with jobs that wait already; its stream brings nothing, as for whoever comes late. */
function fakeEngine(backlog: number) {
  let waiting = backlog;
  const asked: number[] = [];
  const job = (key: number) => ({
    key: String(key),
    type: 'made-up',
    processInstanceKey: '1',
    bpmnProcessId: 'made-up',
    elementId: 'Task_DoIt',
    retries: 3,
    variables: '{}',
  });
  const raw = {
    streamActivatedJobsStream: async () => Object.assign(new EventEmitter(), { pause() {}, resume() {}, cancel() {} }),
    activateJobsStream: async ({ maxJobsToActivate }: { maxJobsToActivate: number }) => {
      asked.push(maxJobsToActivate);
      const jobs = Array.from({ length: Math.min(waiting, maxJobsToActivate) }, () => job(waiting--));
      const answer = new EventEmitter();
      setImmediate(() => {
        answer.emit('data', { jobs });
        answer.emit('end');
      });
      return answer;
    },
  };
  const client = { grpc: Promise.resolve(raw), completeJob: async () => {} };
  return { deps: { streams: client, client, log: makeLogger('silent') } as unknown as Parameters<typeof workOn>[0], asked };
}

describe('working on jobs', () => {
  it('works off what waits already, at most so many at once, without waiting for the next look', async () => {
    // given
    const { deps, asked } = fakeEngine(50);
    const seen = new Set<string>();
    const all = Promise.withResolvers<void>();
    let now = 0;
    let most = 0;

    // when
    const working = workOn(deps, {
      type: 'made-up',
      maxJobs: 8,
      timeoutMs: 60_000,
      run: async job => {
        most = Math.max(most, ++now);
        await job.complete({});
        now--;
        if (seen.add(job.key).size === 50) all.resolve();
      },
    });
    await all.promise;
    await working.stop();

    // then
    expect(seen.size).toBe(50);
    expect(most).toBeLessThanOrEqual(8);
    expect(Math.max(...asked)).toBe(8);
  });
});
