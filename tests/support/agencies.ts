import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AGENCY_IDS, type AgencyId } from '../../docker/sandbox/operations.ts';

/** What the agencies' systems of a test ask for. */
export const AGENCY_TOKENS: Record<AgencyId, string> = { pmlp: 'a token of PMLP in tests', vsaa: 'a token of VSAA in tests' };

/** Settings (platform/config.ts) for agencies whose systems are one sandbox, which listens. */
export function agencySettings(sandbox: Server): { AGENCY_URLS: string; AGENCY_TOKENS: string } {
  const { port } = sandbox.address() as AddressInfo;
  const urls = Object.fromEntries(AGENCY_IDS.map(id => [id, `http://127.0.0.1:${port}/${id}`]));
  return { AGENCY_URLS: JSON.stringify(urls), AGENCY_TOKENS: JSON.stringify(AGENCY_TOKENS) };
}
