import { describe, expect, it } from '@jest/globals';
import { RESIDENTS } from '../../docker/sandbox/people.ts';
import { dropRegistration } from './steps.ts';
import { seen, useVisitors } from './visitors.ts';

/** Typing on a keyboard as one learns it at work: 40 words of five letters a minute. */
const MS_PER_LETTER = 300;
const MS_PER_STROKE = 300;
/** The machine answers meanwhile: what a person waits for between the steps. */
const STEPS = 4;
const MS_PER_STEP = 2000;

/** Issue 4 §4: register by keyboard in under a minute. */
describe('registering by keyboard only', () => {
  const { signIn, stack } = useVisitors();

  it('takes under a minute: who, what, in their words, done; the next question is one key', async () => {
    await dropRegistration(stack.urls.web, 'liga');
    const { page } = await signIn('liga', '/work/register');
    let [letters, strokes] = [0, 0];
    const type = async (text: string) => {
      letters += text.length;
      await page.keyboard.type(text);
    };
    const press = async (key: string) => {
      strokes++;
      await page.keyboard.press(key);
    };
    /** Tab to what is sought, as eyes and fingers would: not before it is there. */
    const tabTo = async (name: RegExp) => {
      await seen(page.getByRole('button', { name })).toBeVisible();
      for (let tries = 0; tries < 12; tries++) {
        const focused = (await page.evaluate('document.activeElement.textContent')) as string;
        if (name.test(focused)) return;
        await press('Tab');
      }
      throw new Error(`Not reached by Tab: ${String(name)}`);
    };

    await seen(page.getByLabel('Personas kods')).toBeFocused();
    await type(RESIDENTS.peteris.personalCode);
    await press('Enter');
    await seen(page.getByLabel('Ko klients saka')).toBeFocused();
    await tabTo(/^Cits pieteikums vārdos/);
    await press('Enter');
    await seen(page.getByLabel('Klienta vārdiem')).toBeFocused();
    await type('Kur un kad var saņemt izziņu par dzīvesvietu?');
    await tabTo(/^Reģistrēt$/);
    await press('Enter');
    await seen(page.getByRole('heading', { name: 'Pieteikums pieņemts' })).toBeVisible();
    await seen(page.getByRole('button', { name: 'Nākamais jautājums tai pašai sarunai' })).toBeFocused();
    await press('Enter');
    await seen(page.getByLabel('Ko klients saka')).toBeFocused();

    expect(strokes).toBeLessThanOrEqual(16);
    expect(letters * MS_PER_LETTER + strokes * MS_PER_STROKE + STEPS * MS_PER_STEP).toBeLessThan(60_000);
  }, 240_000);
});
