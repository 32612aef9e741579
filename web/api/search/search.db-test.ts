import { beforeAll, describe, expect, it } from '@jest/globals';
import { RESIDENTS } from '../../../docker/sandbox/people.ts';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice();
const { at, submit, inProgress } = useDesks(office);

let permit: { id: string; code: string };
const questions: Record<string, string> = {};

beforeAll(async () => {
  permit = await submit('anna');
  for (const subject of [
    'Par bērniem paredzētais pabalsts',
    'Deklarētās dzīvesvietas maiņa',
    'Nodokļa atmaksa un tās termiņi',
    'Lietotāju rokasgrāmata',
    'Rēķins 8e296a06 nav apmaksāts',
  ]) {
    const { id } = await submit('janis', { kind: 'information-request', serviceId: null, data: {}, subject });
    questions[subject.split(' ')[0]!] = id;
  }
  await office.db.client.updateMany({
    where: { personalCode: RESIDENTS.anna.personalCode },
    data: { phone: '+371 26 123 456', email: 'Anna.Berzina@example.lv' },
  });
});

const find = async (who: string, q: string) => (await at(who).post('/api/search', { q }).expect(200)).body;
const casesOf = async (who: string, q: string) => (await find(who, q)).cases.map((it: { id: string }) => it.id);

describe('cases are found', () => {
  it.each([
    ['bērns', 'Par'],
    ['bērnu pabalsta', 'Par'],
    ['PABALSTU', 'Par'],
    ['berniem', 'Par'],
    ['dzīvesvietu', 'Deklarētās'],
    ['deklarētā', 'Deklarētās'],
    ['dzivesviet', 'Deklarētās'],
    ['nodoklis', 'Nodokļa'],
    ['nodokļiem', 'Nodokļa'],
    ['lietotājs', 'Lietotāju'],
    ['lietotājam', 'Lietotāju'],
    ['lietotaju rokasgramatas', 'Lietotāju'],
    ['8e296a06', 'Rēķins'], // no number in powers of ten
    ['rēķinu 8E29', 'Rēķins'],
  ])('by a word in another form: %s', async (q, which) => {
    expect(await casesOf('liga', q)).toContain(questions[which]);
  });

  it('by their code, with the space, without it, and while it is being typed', async () => {
    const [prefix, number] = permit.code.split(' ') as [string, string];
    for (const q of [permit.code, prefix + number, `${prefix} ${number.slice(0, -1)}`]) expect(await casesOf('vita', q)).toContain(permit.id);
  });

  it('by the name of the client in any form, and by phone and e-mail', async () => {
    for (const q of ['bērziņa', 'Annas Bērziņas', 'berzin', '+371 26123456', '26 123 456', 'anna.berzina@'])
      expect(await casesOf('vita', q)).toContain(permit.id);
  });

  it('by what they sound like when nothing is written so, and it says so', async () => {
    const { cases, like } = await find('liga', 'dzivsevieta');
    expect(cases.map((it: { id: string }) => it.id)).toContain(questions['Deklarētās']);
    expect(like).toBe('dzivsevieta');
  });

  it('as soon as they are there, and by new words as soon as those are', async () => {
    const { id } = await submit('janis', { kind: 'information-request', serviceId: null, data: {}, subject: 'Cik maksā koku ciršanas apliecinājums?' });
    expect(await casesOf('liga', 'apliecinājumi')).toContain(id);
    await office.db.case.update({ where: { id }, data: { subject: 'Zvejas licence' } });
    expect(await casesOf('liga', 'apliecinājumi')).not.toContain(id);
    expect(await casesOf('liga', 'licences')).toContain(id);
  });

  it('with their words marked', async () => {
    const { cases } = await find('liga', 'nodokļi');
    expect(cases[0].marks).toEqual(['nodokļa']);
  });
});

describe('rights', () => {
  it('hide cases of other agencies, however they are asked for', async () => {
    for (const q of [permit.code, 'bērziņa', '26123456', RESIDENTS.anna.personalCode]) expect(await casesOf('pavels', q)).not.toContain(permit.id);
    expect(await casesOf('vita', RESIDENTS.anna.personalCode)).toContain(permit.id);
  });

  it('show clients to the counter only', async () => {
    expect((await find('liga', 'bērziņa')).clients).toMatchObject([{ name: 'Anna Bērziņa', marks: ['bērziņa'] }]);
    expect((await find('vita', 'bērziņa')).clients).toEqual([]);
    await at('anna').post('/api/search', { q: 'bērziņa' }).expect(403);
    await at('edgars').post('/api/search', { q: 'bērziņa' }).expect(403);
  });

  it('follow the case as it moves', async () => {
    const id = await inProgress();
    const { code } = await office.db.case.update({ where: { id }, data: { team: 'pmlp' } });
    expect(await casesOf('pavels', code)).toEqual([id]);
    await office.db.case.update({ where: { id }, data: { subject: 'Pārcelts darbs', team: 'vsaa' } });
    expect(await casesOf('pavels', 'pārcelšana')).not.toContain(id);
    expect(await casesOf('pavels', code)).toEqual([]);
  });
});

it('writes down whom it showed, and to whom', async () => {
  await find('valdis', 'bērziņas');
  const entry = await office.db.auditEntry.findFirst({ where: { actor: 'valdis', did: 'case.search' } });
  expect(entry).toMatchObject({ purpose: 'search' });
  expect((entry!.data as { shown: string[] }).shown).toContain(permit.code);
});

it('finds services by what people call them', async () => {
  expect((await find('liga', 'žogs')).services.map((it: { id: string }) => it.id)).toContain('made-up-permit');
});
