import { connect } from 'node:tls';
import { remembered } from '../../../platform/remembered.ts';

/** Asked of each host at most so often. */
const FRESH_MS = 3_600_000;
const PATIENCE_MS = 5000;
const known = new Map<string, () => Promise<Date>>();

/**
 * How long the certificate that ends first is still good, in seconds; below zero: it has ended. Null: nothing here speaks TLS.
 * A host that cannot be reached is another check's matter; when none can, this throws.
 */
export async function secondsLeftOn(addresses: string[], now: Date): Promise<number | null> {
  const hosts = [
    ...new Set(
      addresses
        .map(it => new URL(it))
        .filter(it => it.protocol === 'https:')
        .map(it => it.host),
    ),
  ];
  if (hosts.length === 0) return null;
  const ends = (await Promise.allSettled(hosts.map(endOf))).flatMap(it => (it.status === 'fulfilled' ? [it.value.getTime()] : []));
  if (ends.length === 0) throw new Error('no host shows its certificate');
  return (Math.min(...ends) - now.getTime()) / 1000;
}

function endOf(host: string): Promise<Date> {
  const ask = known.get(host) ?? remembered(FRESH_MS, () => askEnd(host));
  known.set(host, ask);
  return ask();
}

/** One that has ended, or that nobody vouches for, is read all the same: that is what is asked. Nothing is sent over it. */
function askEnd(host: string): Promise<Date> {
  const [name = '', port = '443'] = host.split(':');
  const { promise, resolve, reject } = Promise.withResolvers<Date>();
  const socket = connect({ host: name, port: Number(port), servername: name, rejectUnauthorized: false, timeout: PATIENCE_MS }, () => {
    resolve(new Date(socket.getPeerCertificate().valid_to));
    socket.end();
  });
  socket.on('error', reject);
  socket.on('timeout', () => socket.destroy(new Error('no answer')));
  return promise;
}
