import type { User } from '../http/user.ts';
import { mayListCases } from '../cases/policy.ts';
import { mayLookUp } from '../clients/policy.ts';

/** Whoever has lists of cases may search them; what is found is what the lists would show. */
export const maySearch = mayListCases;

/** B4.2: clients themselves are found by the counter only; others meet them through cases they may see. */
export const maySearchClients = (user: User): boolean => mayLookUp(user);
