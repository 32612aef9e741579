import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import { secondsLeftOn } from './certificates.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const ENDS_AT = new Date('2026-12-01T00:00:00Z');
let server: Server | undefined;
afterEach(() => void server?.close());

/** A part of a certificate (DER): tag, length, what is inside. */
function part(tag: number, ...inside: Buffer[]): Buffer {
  const body = Buffer.concat(inside);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

/** A certificate nobody vouches for, good until a moment. */
function buildCertificate({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }, until: Date): string {
  const [SEQUENCE, SET, INTEGER, OID, TEXT, TIME, BITS] = [0x30, 0x31, 0x02, 0x06, 0x0c, 0x17, 0x03];
  const time = (it: Date) => part(TIME, Buffer.from(`${it.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
  const name = part(SEQUENCE, part(SET, part(SEQUENCE, part(OID, Buffer.from('550403', 'hex')), part(TEXT, Buffer.from('made-up')))));
  const ecdsaWithSha256 = part(SEQUENCE, part(OID, Buffer.from('2a8648ce3d040302', 'hex')));
  const validity = part(SEQUENCE, time(new Date('2026-01-01T00:00:00Z')), time(until));
  const version = part(0xa0, part(INTEGER, Buffer.from([2])));
  const signed = part(
    SEQUENCE,
    version,
    part(INTEGER, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const der = part(SEQUENCE, signed, ecdsaWithSha256, part(BITS, Buffer.from([0]), sign('sha256', signed, privateKey)));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

describe('how long certificates are good', () => {
  it('is said by the one that ends first, also when nobody vouches for it', async () => {
    const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    server = createServer(
      { cert: buildCertificate(keys, ENDS_AT), key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) },
      socket => void socket.on('error', () => {}).end(),
    );
    await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await secondsLeftOn([`https://127.0.0.1:${port}/x`, 'http://localhost:1'], NOW)).toBe((ENDS_AT.getTime() - NOW.getTime()) / 1000);
  });

  it('is no matter where nothing speaks TLS', async () => {
    expect(await secondsLeftOn(['http://localhost:8800', 'http://127.0.0.1:1'], NOW)).toBeNull();
  });

  it('is not known when no host can be reached', async () => {
    await expect(secondsLeftOn(['https://127.0.0.1:9'], NOW)).rejects.toThrow('no host');
  });
});
