import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from '../web/contract/index.ts';

const text = readFileSync(join(import.meta.dirname, 'proxy/nginx.conf'), 'utf8').replace(/^\s*#.*$/gm, '');
const valuesOf = (name: string) => [...text.matchAll(new RegExp(`^\\s*${name}\\s+([^;{]+);`, 'gm'))].map(it => it[1]!.trim());

/** The file as it is read, not as nginx runs it. */
describe('the delivered reverse proxy', () => {
  it('speaks TLS 1.2 and 1.3, by ciphers with forward secrecy and authentication', () => {
    expect(valuesOf('ssl_protocols')).toEqual(['TLSv1.2 TLSv1.3']);
    const [ciphers, ...more] = valuesOf('ssl_ciphers');
    expect(more).toEqual([]);
    expect(ciphers!.split(':').filter(it => !/^ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)$/.test(it))).toEqual([]);
  });

  it('serves nothing without TLS, and no name that is not its own', () => {
    expect(valuesOf('listen').filter(it => !/443 ssl/.test(it))).toEqual(['80 default_server', '[::]:80 default_server']);
    expect(/listen 80 default_server;[^}]*?return 301 https:/.test(text)).toBe(true);
    expect(/listen 443 ssl default_server;[^}]*ssl_reject_handshake on;/.test(text)).toBe(true);
  });

  it('believes nobody outside about addresses', () => {
    expect(valuesOf('proxy_set_header X-Forwarded-For')).toEqual(['$remote_addr']);
    expect(valuesOf('proxy_set_header Forwarded')).toEqual(["''"]);
    // a header set inside a location would take all of those above away
    expect(/location[^}]*proxy_set_header/.test(text)).toBe(false);
  });

  it('keeps what is for the inside inside', () => {
    const inside = new RegExp(/location ~ (\S+) \{\s*return 404;/.exec(text)![1]!);
    for (const path of ['/metrics', '/health/ready', '/health/live', '/backchannel-logout']) expect(path).toMatch(inside);
    expect(ENDPOINTS.filter(it => inside.test(it.path))).toEqual([]);
    expect([...text.matchAll(/location (\/[^ ]*) \{\s*proxy_pass http:\/\/127\.0\.0\.1:8801/g)].map(it => it[1])).toEqual(['/realms/pietura/', '/resources/']);
    expect(/location \/ \{\s*return 404;/.test(text)).toBe(true);
  });

  it('holds no stream of events back', () => {
    const [events] = ENDPOINTS.filter(it => it.produces === 'text/event-stream');
    expect(text).toMatch(new RegExp(`location = ${events!.path} \\{[^}]*proxy_buffering off;`));
  });

  it('has balanced braces, and each statement ended', () => {
    expect(text.match(/\{/g)).toHaveLength(text.match(/\}/g)!.length);
    expect(text.split('\n').filter(line => line.trim() && !/[;{}]$/.test(line.trim()))).toEqual([]);
  });
});
