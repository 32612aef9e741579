import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { ScannerTrouble, type ScanOptions, type Verdict, type VirusScanner } from './virus-scanner.ts';

export type ClamdAddress = { socket: string } | { host: string; port: number };

const CONNECT_MS = 5_000;
/** Large containers are unpacked after the last byte has been sent: clamd says nothing meanwhile. */
const SILENT_MS = 120_000;
const END_OF_STREAM = Buffer.alloc(4);

/**
 * The ClamAV daemon by its own protocol (clamd(8): zPING, zINSTREAM). Ours, because the packaged clients do not wait for the socket
 * to drain and cannot say how far they are.
 */
export function makeClamd(address: ClamdAddress, silentMs = SILENT_MS): VirusScanner {
  return {
    name: 'clamd',
    async scan({ path }, options) {
      let sentAll = false;
      try {
        return await converse(address, silentMs, path, { ...options, onSentAll: () => (sentAll = true) });
      } catch (error) {
        // seen with ClamAV 1.4: over its StreamMaxLength it cuts the connection, and its words are lost with it
        if (error instanceof ScannerTrouble && !sentAll && !options.signal.aborted && (await isReady(address)))
          throw new ScannerTrouble(`${error.message}; cut off while sending, it is well otherwise`, true);
        throw error;
      }
    },
    ready: () => isReady(address),
  };
}

type Conversation = ScanOptions & { onSentAll(): void };

async function converse(address: ClamdAddress, silentMs: number, path: string, { onProgress, onSentAll, signal }: Conversation): Promise<Verdict> {
  const conversation = await talk(address, silentMs, signal);
  try {
    await conversation.say('zINSTREAM\0');
    let sent = 0;
    for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>) {
      // clamd answers early when it has seen enough, or will not take more
      if (conversation.answered()) break;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      await conversation.say(Buffer.concat([length, chunk]));
      sent += chunk.length;
      onProgress(sent);
    }
    if (!conversation.answered()) await conversation.say(END_OF_STREAM);
    onSentAll();
    return verdictOf(await conversation.answer());
  } finally {
    conversation.close();
  }
}

async function isReady(address: ClamdAddress): Promise<boolean> {
  try {
    const conversation = await talk(address, CONNECT_MS, AbortSignal.timeout(CONNECT_MS));
    try {
      await conversation.say('zPING\0');
      return (await conversation.answer()) === 'PONG';
    } finally {
      conversation.close();
    }
  } catch {
    return false;
  }
}

/** "stream: OK", "stream: Eicar-Signature FOUND", "INSTREAM size limit exceeded. ERROR". */
function verdictOf(answer: string): Verdict {
  if (answer.endsWith(': OK')) return { clean: true };
  const found = /^(?:stream|instream[^:]*): (.+) FOUND$/i.exec(answer);
  if (found) return { clean: false, virus: found[1]! };
  throw new ScannerTrouble(`clamd said: ${answer.slice(0, 200)}`, /size limit exceeded/i.test(answer));
}

/** One command and its answer on a connection of its own. Every way it may break is a ScannerTrouble. */
async function talk(address: ClamdAddress, silentMs: number, signal: AbortSignal) {
  const socket = 'socket' in address ? connect(address.socket) : connect(address.port, address.host);
  const heard: Buffer[] = [];
  const trouble = (cause: string) => new ScannerTrouble(`clamd: ${cause}`, false);
  const answer = new Promise<string>((resolve, reject) => {
    socket.on('data', chunk => {
      heard.push(chunk);
      if (chunk.includes(0)) resolve(textOf(heard));
    });
    socket.on('end', () => (heard.length > 0 ? resolve(textOf(heard)) : reject(trouble('hung up'))));
    socket.on('close', () => reject(trouble('hung up')));
    socket.on('error', error => reject(trouble(error.message)));
    socket.setTimeout(silentMs, () => socket.destroy(new Error(`silent for ${silentMs} ms`)));
    signal.addEventListener('abort', () => socket.destroy(new Error('given up')), { once: true });
  });
  answer.catch(() => {}); // whoever waits hears of it; nobody may be waiting yet
  await Promise.race([once(socket, 'connect'), answer, refusedAfter(socket)]);
  return {
    answer: () => answer,
    answered: () => heard.length > 0,
    /** Resolves when the daemon has taken it. */
    async say(words: string | Buffer): Promise<void> {
      if (socket.destroyed) return void (await answer);
      if (!socket.write(words)) await Promise.race([once(socket, 'drain').catch(() => answer), answer]);
    },
    close: () => void socket.destroy(),
  };
}

const textOf = (heard: Buffer[]) => Buffer.concat(heard).toString().replaceAll('\0', '').trim();

/** A host that swallows packets is not waited for. */
const refusedAfter = (socket: Socket) =>
  new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new ScannerTrouble('clamd: does not answer', false)), CONNECT_MS);
    for (const event of ['connect', 'close', 'error']) socket.once(event, () => clearTimeout(timer));
  });
