import { utimes } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { SUBMISSION, useDesks } from '../../tests/support/desks.ts';
import { useOffice } from '../../tests/support/office.ts';
import { makeLogger } from '../../platform/logger.ts';
import { doChores } from './chores.ts';

const office = useOffice();
const { at, submit } = useDesks(office);
const DAY_MS = 24 * 3_600_000;
const pdf = (words: string) => Buffer.from(`%PDF-1.4\n% ${words}\n`);
const chores = () => doChores({ db: office.db, now: office.now, blobs: office.blobs, log: makeLogger('silent') });

/** As if the file had been written two days ago. */
const age = (sha256: string) => utimes(office.blobs.pathOf(sha256), new Date(Date.now() - 2 * DAY_MS), new Date(Date.now() - 2 * DAY_MS));

async function uploaded(words: string): Promise<{ uploadId: string; sha256: string }> {
  const { uploadId } = (await at('anna').upload('pielikums.pdf', pdf(words)).expect(201)).body;
  const { sha256 } = await office.db.upload.findUniqueOrThrow({ where: { id: uploadId } });
  return { uploadId, sha256 };
}

it('forgets what nobody attached within a week, with its bytes; what a case holds stays', async () => {
  const attached = await uploaded('attached');
  await submit('anna', { ...SUBMISSION, uploadIds: [attached.uploadId] });
  const lost = await uploaded('never attached');
  office.moveTo('2026-11-09T08:00:01Z');
  const fresh = await uploaded('just now');
  const form = await office.db.caseForm.findFirstOrThrow();
  for (const sha256 of [attached.sha256, lost.sha256, fresh.sha256, form.formVersion]) await age(sha256);
  await chores();

  expect(await office.db.upload.findMany({ select: { id: true } })).toEqual([{ id: fresh.uploadId }]);
  expect(await office.blobs.has(lost.sha256)).toBe(false);
  for (const sha256 of [attached.sha256, fresh.sha256, form.formVersion]) expect(await office.blobs.has(sha256)).toBe(true);
});

it('forgets the bytes of a refused file, a day later', async () => {
  const { sha256 } = await office.blobs.put(Buffer.from('MZ a program'));
  await at('anna').upload('virus.exe', Buffer.from('MZ a program')).expect(415);
  await chores();
  expect(await office.blobs.has(sha256)).toBe(true);

  await age(sha256);
  await chores();
  expect(await office.blobs.has(sha256)).toBe(false);
});

it('leaves bytes alone that somebody has written again meanwhile', async () => {
  const { sha256 } = await office.blobs.put(pdf('once more'));
  await age(sha256);
  const referred = async (others: string[]) => {
    await office.blobs.put(pdf('once more'));
    return new Set(others.filter(it => it !== sha256));
  };

  expect(await office.blobs.sweep({ before: new Date(Date.now() - DAY_MS), referred })).toBe(0);
  expect(await office.blobs.has(sha256)).toBe(true);
});

it('two programs may sweep at once', async () => {
  const { sha256 } = await office.blobs.put(pdf('for two'));
  await age(sha256);
  await Promise.all([chores(), chores()]);

  expect(await office.blobs.has(sha256)).toBe(false);
});

it('takes a file of 20 MB and not a byte more', async () => {
  const largest = Buffer.alloc(20 * 1024 * 1024, ' ');
  pdf('large').copy(largest);

  await at('anna').upload('liels.pdf', largest).expect(201);
  const { body } = await at('anna')
    .upload('par-lielu.pdf', Buffer.concat([largest, Buffer.from(' ')]))
    .expect(413);
  expect(body.slug).toBe('too-large');
  expect(await office.db.upload.count({ where: { fileName: 'par-lielu.pdf' } })).toBe(0);
});
