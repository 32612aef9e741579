import type { z } from 'zod';
import type { Client } from '../../../prisma/generated/client.ts';
import type { clientView } from '../../contract/clients.ts';
import { maskPersonalCode } from '../../contract/personal-code.ts';

/** A client as the counter sees them; the personal code never whole. */
export const presentClient = (client: Client, { alive, openCases }: { alive: boolean; openCases: number }): z.input<typeof clientView> => ({
  id: client.id,
  name: `${client.givenName} ${client.familyName}`,
  personalCodeMasked: client.personalCode ? maskPersonalCode(client.personalCode) : '',
  email: client.email,
  phone: client.phone,
  alive,
  openCases,
});
