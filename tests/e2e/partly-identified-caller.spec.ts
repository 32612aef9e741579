import { describe, it } from '@jest/globals';
import { DEMO_USERS, RESIDENTS } from '../../docker/sandbox/people.ts';
import { answerAs, consult, takeCall } from './conversations.ts';
import { dropRegistration } from './steps.ts';
import { seen, useVisitors } from './visitors.ts';

const email = DEMO_USERS.find(it => it.username === 'anna')!.email;

/** J10: a number calls and asks what only Anna may know. */
describe('a caller of whom there is a number only', () => {
  const { signIn, stack } = useVisitors();

  it('hears general things until recognised; then sees the consultation in the e-account, and rates it', async () => {
    await dropRegistration(stack.urls.web, 'liga');
    const anna = await signIn('anna', '/cases');
    await seen(anna.page.getByRole('heading', { name: 'Manas lietas' })).toBeVisible();

    // given: a number; restricted data are not there to be seen
    const question = `Vai mans pabalsts ir izmaksāts? ${Date.now()}`;
    const liga = await signIn('liga', '/work/register');
    await takeCall(liga, '26 123 456');
    await seen(liga.page.getByText('Zināms tikai numurs', { exact: false })).toBeVisible();
    await seen(liga.page.getByRole('heading', { name: 'Klienta vēsture' })).toHaveCount(0);
    await liga.clean();

    // when: a wrong answer, then the right ones
    const right = { 'Nosauktais personas kods': RESIDENTS.anna.personalCode, 'Nosauktais uzvārds': 'Bērziņa', 'Nosauktais e-pasts': email };
    await answerAs(liga, { ...right, 'Nosauktais uzvārds': 'Ozola' });
    await seen(liga.page.getByText(/Atbildes neļauj zvanītāju atpazīt/)).toBeVisible();
    await liga.clean();
    await answerAs(liga, right);
    await seen(liga.page.getByText('Anna Bērziņa')).toBeVisible();
    await seen(liga.page.getByRole('heading', { name: 'Klienta vēsture' })).toBeVisible();
    await liga.clean();
    await consult(liga, question, 'Jā, šodien.');

    // then: in the e-account, with feedback
    await anna.page.reload();
    const mine = anna.page.getByRole('listitem').filter({ hasText: question });
    await seen(mine.getByText('Jā, šodien.')).toBeVisible();
    await mine.getByText('Novērtēt konsultāciju').click();
    await mine.getByLabel('ļoti labi').check();
    await anna.clean();
    await mine.getByRole('button', { name: 'Nosūtīt vērtējumu' }).click();
    await seen(mine.getByText('Jūsu vērtējums: 5 no 5')).toBeVisible();
  }, 240_000);
});
