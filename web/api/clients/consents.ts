import type { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import type { Consent } from '../../../prisma/generated/client.ts';
import type { consentView, giveConsent, listMyConsents, withdrawConsent } from '../../contract/clients.ts';
import { audit } from '../audit/audit.ts';
import type { Titled } from '../cases/directory.ts';
import { iso } from '../cases/present.ts';
import { maySeeRestricted } from '../contacts/policy.ts';
import type { Context, UseCase } from '../http/bind.ts';
import type { ClientDeps } from './service.ts';

/** A consent is given for a time one can oversee, in days; then it is asked for again. */
const LONGEST_DAYS = 366;
const DAY_MS = 24 * 3_600_000;

type Given = { clientId: string; how: 'portal' | 'counter' | 'phone' };

/** B4.2: whom a client lets see their profile, for what and until when; given by themselves or, recognised, to the adviser. */
export function makeConsents({ db, now, newId, directory }: ClientDeps) {
  async function giver(contactId: string | null, user: Context['user']): Promise<Given> {
    if (contactId) {
      const contact = await db.contact.findUnique({ where: { id: contactId } });
      if (!contact || !maySeeRestricted(user, contact)) throw new Problem('not-found', 'No conversation of yours with somebody recognised goes on');
      return { clientId: contact.clientId!, how: contact.channel === 'phone' ? 'phone' : 'counter' };
    }
    if (!user.clientId || !user.roles.includes('resident')) throw new Problem('not-permitted', 'Clients give consent themselves, or in a conversation');
    return { clientId: user.clientId, how: 'portal' };
  }

  const give: UseCase<typeof giveConsent> = async ({ agency, purpose, until, contactId }, { user, once }) => {
    const at = now();
    const { clientId, how } = await giver(contactId, user);
    const ends = new Date(until);
    if (ends <= at || ends.getTime() > at.getTime() + LONGEST_DAYS * DAY_MS)
      throw new Problem('invalid-request', `A consent ends within ${LONGEST_DAYS} days`, [{ path: 'until', code: 'range' }]);
    if (!(await db.agency.findUnique({ where: { id: agency } }))) throw new Problem('invalid-request', 'No such agency', [{ path: 'agency', code: 'unknown' }]);
    const agencies = await directory.agencies();
    return once(async tx => {
      const row = await tx.consent.create({ data: { id: newId(), clientId, agency, purpose, givenAt: at, givenHow: how, recordedBy: user.id, until: ends } });
      await audit(tx, { who: user.id, did: 'consent.give', at, clientId, data: { consentId: row.id, agency, how } });
      return present(row, agencies(agency));
    });
  };

  const mine: UseCase<typeof listMyConsents> = async (_input, { user }) => {
    const [rows, all, agencies] = await Promise.all([
      user.clientId ? db.consent.findMany({ where: { clientId: user.clientId }, orderBy: { givenAt: 'desc' }, take: 100 }) : [],
      db.agency.findMany({ orderBy: { titleLv: 'asc' } }),
      directory.agencies(),
    ]);
    return {
      consents: rows.map(row => present(row, agencies(row.agency))),
      agencies: all.map(row => ({ id: row.id, title: { lv: row.titleLv, en: row.titleEn } })),
    };
  };

  const withdraw: UseCase<typeof withdrawConsent> = async ({ consentId }, { user }) => {
    const found = await db.consent.findUnique({ where: { id: consentId } });
    if (!found || !user.clientId || found.clientId !== user.clientId) throw new Problem('not-found', `No consent of yours ${consentId}`);
    await db.$transaction(async tx => {
      const at = now();
      const { count } = await tx.consent.updateMany({ where: { id: consentId, withdrawnAt: null }, data: { withdrawnAt: at, withdrawnBy: user.id } });
      if (count > 0) await audit(tx, { who: user.id, did: 'consent.withdraw', at, clientId: found.clientId, data: { consentId } });
    });
  };

  return { giveConsent: give, myConsents: mine, withdrawConsent: withdraw };
}

const present = (row: Consent, agency: Titled): z.input<typeof consentView> => ({
  id: row.id,
  agency,
  purpose: row.purpose,
  givenAt: row.givenAt.toISOString(),
  givenHow: row.givenHow as 'portal',
  until: row.until.toISOString(),
  withdrawnAt: iso(row.withdrawnAt),
});
