import { describe, expect, it } from '@jest/globals';
import { FILE_STATES } from '../../contract/documents.ts';
import type { User } from '../http/user.ts';
import { documentsVisibleTo, maySeeDocument, mayChange, mayHide, mayOpen, mayReplace, mayServe, mayWithdraw, type DocumentFacts } from './policy.ts';

const person = (id: string, roles: User['roles'], agencyId: string | null, clientId: string | null = null): User => ({
  id,
  name: id,
  roles,
  agencyId,
  clientId,
});
const PEOPLE: Record<string, User> = {
  anna: person('anna', ['resident'], null, 'client-anna'),
  janis: person('janis', ['resident'], null, 'client-janis'),
  liga: person('liga', ['kac-specialist'], 'kac'),
  vita: person('vita', ['specialist'], 'vsaa'),
  pavels: person('pavels', ['specialist'], 'pmlp'),
  edgars: person('edgars', ['platform-admin'], 'vraa'),
  aija: person('aija', ['auditor'], 'vraa'),
};
const it1 = {
  clientId: 'client-anna',
  fromAgency: null,
  complainedOf: [] as string[],
  owner: 'kac',
  holder: 'vsaa',
  team: 'vsaa',
  status: 'in_progress',
  decided: false,
};
const given: DocumentFacts = { kind: 'attachment', public: true, addedBy: 'anna', byClient: true, superseded: false, withdrawnAt: null, state: 'clean' };
const withdrawn = { ...given, withdrawnAt: new Date(0) };
const who = (may: (user: User) => boolean) => Object.keys(PEOPLE).filter(name => may(PEOPLE[name]!));
const optional = { required: false };

describe('the documents of a case', () => {
  it.each([true, false])('(public: %s) stand in the lists of those who may see each of them', isPublic => {
    const where = (user: User) => documentsVisibleTo(user, it1);
    const isListed = (user: User) => !where(user).id && (where(user).public === undefined || where(user).public === isPublic);

    expect(who(isListed)).toEqual(who(user => maySeeDocument(user, it1, { public: isPublic })));
    expect(who(isListed)).toEqual(isPublic ? ['anna', 'liga', 'vita', 'aija'] : ['liga', 'vita', 'aija']);
  });
});

describe('bytes', () => {
  it.each([
    ['clean', false, ['anna', 'liga', 'vita', 'aija']],
    ['clean', true, ['anna', 'liga', 'vita', 'aija']],
    ['uploaded', false, ['anna']],
    ['checking', false, ['anna']],
    ['unchecked', false, ['anna', 'liga', 'vita', 'aija']],
    ['unchecked', true, ['anna']],
    ['infected', false, []],
  ] as const)('that are %s (check required: %s) are for %j', (state, required, allowed) => {
    expect(who(user => mayOpen(user, it1, { ...given, state }, { required }))).toEqual(allowed);
  });

  it('of an internal document are for staff', () => {
    expect(who(user => mayOpen(user, it1, { ...given, addedBy: 'vita', byClient: false, public: false }, optional))).toEqual(['liga', 'vita', 'aija']);
  });

  it('of what was withdrawn are for staff', () => {
    expect(who(user => mayOpen(user, it1, withdrawn, optional))).toEqual(['liga', 'vita', 'aija']);
  });

  it('infected ones go to nobody, whoever sent them', () => {
    expect(FILE_STATES.filter(state => mayServe(PEOPLE.anna!, { addedBy: 'anna', state }, optional))).toEqual(['uploaded', 'checking', 'clean', 'unchecked']);
  });
});

describe.each([
  ['mayChange', (user: User, document: DocumentFacts) => mayChange(user, it1, document), ['liga', 'vita']],
  ['mayReplace', (user: User, document: DocumentFacts) => mayReplace(user, it1, document), ['anna', 'liga', 'vita']],
  ['mayWithdraw', (user: User, document: DocumentFacts) => mayWithdraw(user, it1, document), ['anna', 'liga', 'vita']],
])('%s', (_name, may, allowed) => {
  it('is for those who work on the case, and whoever sent it', () => {
    expect(who(user => may(user, given))).toEqual(allowed);
  });

  it.each([
    ['made by Pietura', { ...given, kind: 'decision' }],
    ['replaced by a newer one', { ...given, superseded: true }],
    ['withdrawn', withdrawn],
  ])('is for nobody when it is %s', (_what, document) => {
    expect(who(user => may(user, document))).toEqual([]);
  });
});

it('a client does not touch what staff have added', () => {
  const theirs = { ...given, addedBy: 'vita', byClient: false };

  expect([mayReplace(PEOPLE.anna!, it1, theirs), mayWithdraw(PEOPLE.anna!, it1, theirs)]).toEqual([false, false]);
});

it('nothing is withdrawn after a decision, or when the result is out', () => {
  expect(who(user => mayWithdraw(user, { ...it1, decided: true }, given))).toEqual([]);
  expect(who(user => mayWithdraw(user, { ...it1, status: 'done' }, given))).toEqual([]);
});

it('what the client has given is not hidden from the client', () => {
  expect([mayHide(given), mayHide({ byClient: false })]).toEqual([false, true]);
});
