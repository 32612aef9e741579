import { join } from 'node:path';
import { claim } from '../../docker/local/claim.ts';
import { testLayout, type Ports } from '../../docker/local/layout.ts';
import { makeProgress } from '../../docker/local/progress.ts';
import { loadSecrets } from '../../docker/local/secrets.ts';
import { makeTestStack } from '../../docker/local/test-stack.ts';

/**
 * A whole stack of one's own: in the folder `name` below PIETURA_DATA, `portsAway` from the ports of `npm start`, with commits that wait for
 * the disk. It begins empty, and ends with `close`. `file` describes it (tests/support/stack-file.ts). `viaOf`: other
 * ports by which parts reach each other.
 */
export async function bringOwnStack(
  name: string,
  portsAway: number,
  signal: AbortSignal,
  viaOf: (ports: Ports) => Promise<Partial<Ports>> = async () => ({}),
): Promise<{ file: string; close(): Promise<void> }> {
  const { PIETURA_PORT = '8800', PIETURA_DATA = '.pietura', PIETURA_JAVA_HOME = '', ZEEBE_VERSION } = process.env;
  const data = join(PIETURA_DATA, name);
  const plain = {
    durable: true,
    ...testLayout({ PIETURA_DATA, PIETURA_TEST_DATA: data, PIETURA_TEST_PORT: String(Number(PIETURA_PORT) + portsAway), ZEEBE_VERSION }),
  };
  const layout = { ...plain, via: await viaOf(plain.ports) };
  const release = await claim(layout);
  const stack = makeTestStack(layout, loadSecrets(layout.data), makeProgress(process.stderr), PIETURA_JAVA_HOME, signal);
  const close = () => stack.close().finally(release);
  try {
    await stack.client();
    await stack.everything();
    return { file: join(layout.data, 'stack.json'), close };
  } catch (error) {
    await close();
    throw error;
  }
}
