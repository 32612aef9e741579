import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AgencyId } from '../../docker/sandbox/operations.ts';
import { agencySettings } from '../../docker/sandbox/settings.ts';

/** What the agencies' systems of a test ask for. */
export const AGENCY_TOKENS: Record<AgencyId, string> = { pmlp: 'a token of PMLP in tests', vsaa: 'a token of VSAA in tests' };

/** Settings for agencies whose systems are this sandbox, which listens. */
export const settingsFor = (sandbox: Server) => agencySettings((sandbox.address() as AddressInfo).port, AGENCY_TOKENS);
