import type { Tx } from '../../../platform/database.ts';
import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { LevelAgreement } from '../../../prisma/generated/client.ts';
import type { ReplyOf } from '../../contract/endpoint.ts';
import type * as contract from '../../contract/service-levels.ts';
import { audit } from '../audit/audit.ts';
import { dateOf } from '../calendars/read.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { checkTerm } from '../terms/check.ts';
import { mayChangeTerm } from '../terms/policy.ts';
import { addVersion, cancelVersion, type Proposed } from '../terms/versions.ts';
import { keeperOf, lock, mustBe } from './keep.ts';

type AgreedTerm = ReplyOf<typeof contract.getServiceLevels>['agreements'][number]['terms'][number];

/** How an agreed time is counted, unless the terms of the agency say more: as a request for information is. */
const COUNTED = {
  ...{ ends: 'midnight', rolls: true, countsFrom: 'submitted', pausesFor: ['client'], silence: 'nothing', extension: null },
} as const satisfies Partial<Proposed>;

/** Level agreements with clients, providers and level-3 partners; agreed, their times are dated terms of the agency (P10.5, M20). */
export function makeAgreements({ now, newId, processes }: CaseDeps) {
  const services = servicesOf(processes);

  /** The agreement’s times as the terms they become. It cites itself. */
  const termsOf = (row: Pick<LevelAgreement, 'agency' | 'title' | 'party' | 'validFrom' | 'validTo' | 'terms'>): Proposed[] =>
    (row.terms as AgreedTerm[]).map(term => ({
      ...COUNTED,
      pausesFor: [...COUNTED.pausesFor],
      ...term,
      agencyId: row.agency,
      law: { lv: `Vienošanās “${row.title}” (${row.party})`, en: `Agreement “${row.title}” (${row.party})` },
      validFrom: dateOf(row.validFrom),
      validTo: row.validTo && dateOf(row.validTo),
    }));

  /** @throws Problem invalid-form with the field, of the agreement or of one of its times */
  function check(terms: Proposed[], user: User): void {
    const scopes = terms.map(it => JSON.stringify([it.purpose, it.serviceId, it.kind, it.priority]));
    terms.forEach((term, at) => {
      const path = `terms.${at}`;
      if (!mayChangeTerm(user, term)) throw new Problem('invalid-form', 'Not yours to set', [{ path, code: 'not-permitted' }]);
      if (scopes.indexOf(scopes[at]!) !== at) throw new Problem('invalid-form', 'The same twice', [{ path, code: 'twice' }]);
      checkTerm(term, { services, now: now() });
    });
  }

  const add: UseCase<typeof contract.addAgreement> = async ({ validFrom, validTo, ...draft }, { user, once }) => {
    const agency = keeperOf(user);
    if (validTo && validTo < validFrom) throw new Problem('invalid-form', 'Ends before it begins', [{ path: 'validTo', code: 'before-start' }]);
    if (validFrom <= localDate(now())) throw new Problem('invalid-form', 'Promises rest on what held', [{ path: 'validFrom', code: 'past' }]);
    const row = { ...draft, agency, validFrom: new Date(validFrom), validTo: validTo ? new Date(validTo) : null };
    check(termsOf(row), user);
    return once(async tx => {
      const at = now();
      const { id } = await tx.levelAgreement.create({ data: { ...row, id: newId(), madeBy: user.id, madeAt: at } });
      await audit(tx, { who: user.id, did: 'level.agreement', at, data: { agreement: id, type: draft.type } });
      return { id };
    });
  };

  async function agree(tx: Tx, row: LevelAgreement, { user, at }: { user: User; at: Date }): Promise<void> {
    const terms = termsOf(row);
    check(terms, user);
    for (const term of terms) {
      const { id: termId } = await addVersion(tx, term, { by: user.id, at, replaces: row.title });
      await tx.levelAgreementTerm.create({ data: { agreementId: row.id, termId } });
    }
  }

  /** Its times end with it: those that have not begun never do, those that hold hold until tonight. */
  async function end(tx: Tx, row: LevelAgreement, { user, at, reason }: { user: User; at: Date; reason: string }): Promise<void> {
    const today = new Date(localDate(at));
    const links = await tx.levelAgreementTerm.findMany({ where: { agreementId: row.id, term: { removedAt: null } }, include: { term: true } });
    for (const { term } of links) {
      if (term.validFrom > today) await cancelVersion(tx, term.id, { by: user.id, at, reason });
      else if (term.validTo === null || term.validTo > today) await tx.term.update({ where: { id: term.id }, data: { validTo: today } });
    }
  }

  const decide: UseCase<typeof contract.decideAgreement> = async ({ id, decision, agreedWith, reason }, { user, once }) => {
    const agency = keeperOf(user);
    return once(async tx => {
      await lock(tx, id);
      const row = mustBe(await tx.levelAgreement.findUnique({ where: { id } }), agency, decision === 'end' ? ['agreed'] : ['draft']);
      // whose it is comes first: of another agency's one learns nothing, whatever was sent
      if (decision === 'agree' && (agreedWith ?? '').length < 3)
        throw new Problem('invalid-form', 'Who agreed for the other side', [{ path: 'agreedWith', code: 'required' }]);
      const at = now();
      if (decision === 'agree') await agree(tx, row, { user, at });
      if (decision === 'end') await end(tx, row, { user, at, reason });
      const state = { agree: 'agreed', refuse: 'refused', end: 'ended' }[decision];
      const today = new Date(localDate(at));
      const endsNow = decision === 'end' && row.validFrom <= today && (row.validTo === null || row.validTo > today);
      const more = { ...(decision === 'agree' && { agreedWith }), ...(endsNow && { validTo: today }) };
      await tx.levelAgreement.update({ where: { id }, data: { state, reason, decidedBy: user.id, decidedAt: at, ...more } });
      await audit(tx, { who: user.id, did: 'level.agreement-decide', at, data: { agreement: id, decision, reason } });
      return { id };
    });
  };

  return { addAgreement: add, decideAgreement: decide };
}
