import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The test file of EICAR, which every engine calls a virus and which harms nobody. In two parts, so that no scanner stops at this source. */
export const EICAR = `${'X5O!P%@AP[4\\PZX54(P^)7CC)7}$'}${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`;

export type TestClamd = Awaited<ReturnType<typeof startTestClamd>>;

/** A file with these words in it takes the engine a while, as a large one would. */
export const SLOW = 'PIETURA-TEST-SLOW-SCAN';
const SLOW_MS = 4000;

/** What the engine does when it has read a file: answers, waits until the test lets it go, hangs up, says it is too large, or cuts off in the middle. */
export type Manner = 'answer' | 'hold' | 'hang-up' | 'too-large' | 'cut';

/**
 * A daemon that speaks the protocol of clamd over TCP (zPING, zINSTREAM) and knows one virus: EICAR. For tests, so that the client
 * is exercised on a real connection where no ClamAV is installed. It is no virus scanner.
 */
export async function startTestClamd(port = 0) {
  const state = { manner: 'answer' as Manner, scanned: 0, held: [] as (() => void)[] };
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // a client that gives up is none of our business
    listenTo(socket, state);
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** How many files it has read to the end. */
    scanned: () => state.scanned,
    behave: (manner: Manner) => void (state.manner = manner),
    /** Answers everybody it has kept waiting, and no longer keeps anybody. */
    letGo() {
      state.manner = 'answer';
      for (const answer of state.held.splice(0)) answer();
    },
    held: () => state.held.length,
    close: () => closed(server, sockets),
  };
}

function listenTo(socket: Socket, state: { manner: Manner; scanned: number; held: (() => void)[] }) {
  let rest = Buffer.alloc(0);
  let streaming = false;
  const content: Buffer[] = [];
  const say = (words: string) => socket.end(`${words}\0`);
  const judge = () => {
    state.scanned += 1;
    const all = Buffer.concat(content);
    const words = all.includes(EICAR) ? 'stream: Win.Test.EICAR_HDB-1 FOUND' : 'stream: OK';
    if (state.manner === 'hang-up') socket.destroy();
    else if (state.manner === 'too-large') say('INSTREAM size limit exceeded. ERROR');
    else if (state.manner === 'hold') state.held.push(() => say(words));
    else if (all.includes(SLOW)) setTimeout(() => say(words), SLOW_MS).unref();
    else say(words);
  };
  socket.on('data', chunk => {
    rest = Buffer.concat([rest, chunk]);
    if (!streaming) {
      const end = rest.indexOf(0);
      if (end < 0) return;
      const command = rest.toString('latin1', 0, end);
      rest = rest.subarray(end + 1);
      if (command === 'zPING') return void say('PONG');
      if (command !== 'zINSTREAM') return void say('UNKNOWN COMMAND');
      streaming = true;
    }
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE()) {
      const length = rest.readUInt32BE();
      if (length === 0) return judge();
      if (state.manner === 'cut') return void socket.resetAndDestroy();
      content.push(rest.subarray(4, 4 + length));
      rest = rest.subarray(4 + length);
    }
  });
}

const closed = (server: Server, sockets: Set<Socket>) =>
  new Promise<void>(resolve => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
