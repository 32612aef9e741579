import { createServer } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { makeClock } from '../../platform/clock.ts';
import { configSchema } from '../../platform/config.ts';
import { createSandbox } from './app.ts';
import { openMailbox } from './mailbox.ts';
import { makePayments } from './payments.ts';
import { makeSwitches } from './switches.ts';

/** The agency sandbox as a program of its own: reached over HTTP, as the real systems would be. */
const wanted = configSchema
  .pick({
    PIETURA_PROFILE: true,
    CLOCK_OFFSET_FILE: true,
    SANDBOX_HOST: true,
    SANDBOX_PORT: true,
    SANDBOX_SMTP_PORT: true,
    SANDBOX_DATA: true,
  })
  .extend({ AGENCY_TOKENS: configSchema.shape.AGENCY_TOKENS.pipe(z.object({ pmlp: z.string(), vsaa: z.string() })) });
const { data: config, error } = wanted.safeParse(process.env);
if (!config) {
  console.error(`Configuration is wrong:\n${z.prettifyError(error)}`);
  process.exit(2);
}

const say = (fields: object) => process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), name: 'sandbox', ...fields })}\n`);
const now = makeClock(config);
const payments = makePayments(join(config.SANDBOX_DATA, 'payments.jsonl'), now);
const heard = (operation: string, status: number) => say({ level: 'info', msg: 'answered', operation, status });
const mailbox = config.SANDBOX_SMTP_PORT > 0 ? await openMailbox({ host: config.SANDBOX_HOST, port: config.SANDBOX_SMTP_PORT, now }) : undefined;
const server = createServer(createSandbox({ tokens: config.AGENCY_TOKENS, payments, switches: makeSwitches(), now, heard, ...(mailbox && { mailbox }) }));

server.listen(config.SANDBOX_PORT, config.SANDBOX_HOST, () => say({ level: 'info', msg: 'listening', port: config.SANDBOX_PORT }));
server.on('error', fault => {
  say({ level: 'error', msg: 'cannot listen', fault: fault.message });
  process.exit(1);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void mailbox?.close();
    server.close(() => {
      payments.close();
      process.exit(0);
    });
    server.closeIdleConnections();
  });
}
