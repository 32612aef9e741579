import { AGENCY_IDS, type AgencyId } from './operations.ts';

/** Settings (platform/config.ts) for agencies whose systems are the sandbox on this port of this machine, each with its own token. */
export function agencySettings(port: number, tokens: Record<AgencyId, string>): { AGENCY_URLS: string; AGENCY_TOKENS: string } {
  const urls = Object.fromEntries(AGENCY_IDS.map(id => [id, `http://127.0.0.1:${port}/${id}`]));
  return { AGENCY_URLS: JSON.stringify(urls), AGENCY_TOKENS: JSON.stringify(tokens) };
}
