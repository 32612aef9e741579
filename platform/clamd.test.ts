import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EICAR, startTestClamd, type TestClamd } from '../docker/local/test-clamd.ts';
import { makeClamd } from './clamd.ts';
import { ScannerTrouble } from './virus-scanner.ts';

const folder = mkdtempSync(join(tmpdir(), 'pietura-clamd-'));
let engine: TestClamd;
beforeAll(async () => {
  engine = await startTestClamd();
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = (content: string | Buffer) => {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return { path };
};
const options = () => {
  const progress: number[] = [];
  return { progress, onProgress: (bytes: number) => void progress.push(bytes), signal: new AbortController().signal };
};
const scanner = () => makeClamd({ host: '127.0.0.1', port: engine.port });

describe('clamd over a real connection', () => {
  it('is ready when it answers', async () => {
    expect(await scanner().ready()).toBe(true);
  });

  it('finds nothing in a clean file of several chunks, and says how far it is', async () => {
    const asked = options();

    expect(await scanner().scan(fileOf(Buffer.alloc(300_000, 'a')), asked)).toEqual({ clean: true });
    expect(asked.progress.length).toBeGreaterThan(1);
    expect(asked.progress.at(-1)).toBe(300_000);
  });

  it('finds the test virus, and its name', async () => {
    expect(await scanner().scan(fileOf(EICAR), options())).toEqual({ clean: false, virus: 'Win.Test.EICAR_HDB-1' });
  });

  it('passes a pause of the engine', async () => {
    engine.behave('hold');
    const found = scanner().scan(fileOf('held'), options());
    while (engine.held() === 0) await new Promise(setImmediate);
    engine.letGo();

    expect(await found).toEqual({ clean: true });
  });

  it.each([
    ['hang-up', false],
    ['too-large', true],
    ['cut', true], // what a large file meets in ClamAV 1.4
  ] as const)('is in trouble when the engine says %s', async (manner, lasting) => {
    engine.behave(manner);
    const error = await scanner()
      .scan(fileOf(Buffer.alloc(4_000_000)), options())
      .catch((it: unknown) => it);
    engine.behave('answer');

    expect(error).toBeInstanceOf(ScannerTrouble);
    expect(error).toMatchObject({ lasting });
  });
});

it('is in trouble, and not ready, where nobody listens', async () => {
  const free = await new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
  const nobody = makeClamd({ host: '127.0.0.1', port: free });

  expect(await nobody.ready()).toBe(false);
  await expect(nobody.scan(fileOf('x'), options())).rejects.toThrow(ScannerTrouble);
});

it('is given up when silent for too long', async () => {
  engine.behave('hold');
  const impatient = makeClamd({ host: '127.0.0.1', port: engine.port }, 50);

  await expect(impatient.scan(fileOf('x'), options())).rejects.toThrow(/silent/);
  engine.letGo();
});
