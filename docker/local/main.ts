import { Failure } from './failure.ts';
import { test } from './test.ts';

const [command = 'start', ...args] = process.argv.slice(2);

const COMMANDS: Record<string, () => Promise<number>> = {
  test: () => test(args, process.env),
};

try {
  const does = COMMANDS[command];
  if (!does) throw new Failure(`No such command: ${command}. There are ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(await does());
} catch (error) {
  console.error(error instanceof Failure ? `✘ ${error.message}` : error);
  process.exit(1);
}
