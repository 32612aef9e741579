import { Socket } from 'node:net';

/**
 * A socket that gives up when nothing has been said on it, by neither side, for so many milliseconds. The system's own limits do not notice in
 * time that packets are lost without a word: what was sent is sent again for a quarter of an hour. Holds under TLS too, which takes the
 * socket's listeners off and reads past it. Ends without an error: both libraries of PostgreSQL take that for a lost connection.
 */
export function makePatientSocket(silenceMs: number, onSilence: (error: Error) => void): Socket {
  const socket = new PatientSocket();
  socket.onSilence = () => onSilence(new Error(`Nothing was said for ${silenceMs} ms: the connection is given up`));
  return socket.setTimeout(silenceMs);
}

class PatientSocket extends Socket {
  onSilence = () => {};

  override emit(event: string | symbol, ...said: unknown[]): boolean {
    if (event === 'timeout') {
      this.onSilence();
      this.destroy();
    }
    return super.emit(event, ...said);
  }
}
