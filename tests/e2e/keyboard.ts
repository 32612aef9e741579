import { expect } from '@jest/globals';
import type { Locator, Page } from '@playwright/test';
import { seen } from './visitors.ts';

/** More presses of Tab than this, and the thing is not where a person at the keyboard would look for it. */
const MOST_TABS = 40;
/** As many rows as one goes down before one would narrow the list. */
const MOST_ROWS = 50;
/** So often what has come is somebody else's before one's own is among it. */
const MOST_SHOWN = 5;
/** Longest list of radios or options that somebody walks through by arrow. */
const MOST_ARROWS = 30;

/** What has the focus, as a person would see it. */
interface Focus {
  what: string;
  lost: boolean;
  fault: string | null;
}

/**
 * Somebody without a mouse. Everything goes through `page.keyboard`; locators only say what a thing is called, so that reaching it by Tab
 * can be checked. Fails where something cannot be reached, where the focus cannot be seen, and where it is lost.
 */
export function makeKeyboard(page: Page) {
  let presses = 0;
  const press = async (key: string) => {
    presses++;
    await page.keyboard.press(key);
  };
  const type = async (text: string) => {
    presses += text.length;
    await page.keyboard.type(text);
  };
  const has = (target: Locator) => target.and(page.locator(':focus')).count();

  /** Tab, until this has the focus; every stop on the way must be seen. */
  const tabTo = async (target: Locator, { back = false } = {}) => {
    const stops: string[] = [];
    await target.waitFor({ state: 'attached' }); // one goes to what one has seen
    for (let tries = 0; tries <= MOST_TABS; tries++) {
      if ((await has(target)) > 0) return;
      await press(back ? 'Shift+Tab' : 'Tab');
      const { what, lost, fault } = await focusOf(page);
      stops.push(what);
      // past the last thing of a page or window comes the browser's own bar, once, and then the first thing again
      if (lost ? stops.filter(it => it === what).length > 1 : fault) throw new Error(`${fault}: ${what}, on the way to ${String(target)}\n${stops.join('\n')}`);
    }
    throw new Error(`Not reached by Tab: ${String(target)}\n${stops.join('\n')}`);
  };

  return {
    press,
    type,
    tabTo,
    /** How many keys have been pressed since this was last asked. */
    pressed() {
      const since = presses;
      presses = 0;
      return since;
    },
    /** Goes there and presses it. */
    async use(target: Locator, options?: { back?: boolean }) {
      await tabTo(target, options);
      await press('Enter');
    },
    /** Goes there, presses it, and waits for the window it opens, as one would. */
    async open(target: Locator, title: string | RegExp, options?: { back?: boolean }) {
      await tabTo(target, options);
      await press('Enter');
      await seen(page.getByRole('dialog', { name: title })).toBeVisible();
    },
    /** Opens the browser's window for files and chooses one there. */
    async pick(target: Locator, file: { name: string; mimeType: string; buffer: Buffer }) {
      await tabTo(target);
      // a key can overtake the command to catch that window: the page answers something in between
      const enter = async () => {
        await focusOf(page);
        await press('Enter');
      };
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), enter()]);
      await chooser.setFiles(file);
    },
    /** Goes into a field and types, over what is there. */
    async fill(target: Locator, text: string) {
      await tabTo(target);
      await press('Control+a');
      await type(text);
    },
    /** Goes into a date field and types the day, in the order that this browser shows. `day`: ISO. */
    async fillDate(target: Locator, day: string) {
      await tabTo(target);
      const [year = '', month = '', date = ''] = day.split('-');
      for (const typed of [`${month}${date}${year}`, `${date}${month}${year}`]) {
        await type(typed);
        if ((await target.inputValue()) === day) return;
        // back to its first part
        await press('Shift+Tab');
        await tabTo(target);
      }
      throw new Error(`Cannot type ${day} into ${String(target)}`);
    },
    /** Ticks a box, or leaves it if it is ticked. */
    async tick(target: Locator, options?: { back?: boolean }) {
      await tabTo(target, options);
      if (!(await target.isChecked())) await press('Space');
      await seen(target).toBeChecked();
    },
    /** Chooses one of a group of radios: Tab to the group, arrows in it. */
    async choose(target: Locator) {
      for (let tries = 0; tries <= MOST_TABS; tries++) {
        if ((await has(target)) > 0) {
          if (!(await target.isChecked())) await press('Space');
          return seen(target).toBeChecked();
        }
        await press((await inGroupOf(target)) ? 'ArrowDown' : 'Tab');
      }
      throw new Error(`Not reached: ${String(target)}`);
    },
    /** Chooses in a native list by its arrows. */
    async select(target: Locator, option: RegExp) {
      await tabTo(target);
      for (let tries = 0; tries <= MOST_ARROWS; tries++) {
        if (option.test((await target.locator('option:checked').textContent()) ?? '')) return;
        await press('ArrowDown');
      }
      throw new Error(`No such choice: ${String(option)}`);
    },
    /** After an act the focus is somewhere on the page, where one can go on from. */
    async stays(after: string) {
      const lost = seen.poll(async () => (await focusOf(page)).lost, { message: `the focus is lost after: ${after}`, timeout: 5000 });
      await lost.toBe(false);
    },
    /** The window that was open has closed, and the focus is back on the page. */
    async closes(what: string) {
      await seen(page.getByRole('dialog')).toHaveCount(0);
      await this.stays(what);
    },
    /** Says what was done, in words that are heard too; and the focus is not lost. */
    async hears(words: string | RegExp) {
      await seen(page.getByRole('status').filter({ hasText: words }).first()).toBeVisible();
      const { lost } = await focusOf(page);
      if (lost) await this.stays(String(words));
    },
  };
}

export type Keyboard = ReturnType<typeof makeKeyboard>;

/** Whether the focus is on another radio of the same group: the browser’s own (same name) or within the same fieldset. */
const inGroupOf = (target: Locator): Promise<boolean> =>
  target.evaluate(radio => {
    const [one, other] = [
      radio as unknown as { name: string },
      (globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement as { type?: string; name?: string },
    ];
    return other?.type === 'radio' && one.name !== '' && other.name === one.name;
  });

const focusOf = (page: Page): Promise<Focus> => page.evaluate<Focus>(LOOK);

/**
 * Runs in the page. A focus is seen when the thing, or what is drawn for it, has an outline or a border that the focus gave it, and when
 * nothing lies over all of it. The caret of a text field is not enough (WCAG 2.4.7, 2.4.11).
 */
const LOOK = `(async () => {
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  await Promise.all(document.getAnimations().map(it => it.finished.catch(() => {})));
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return { what: 'nothing', lost: true, fault: 'The focus is lost' };
  const what = it.tagName.toLowerCase() + ' ' + (it.getAttribute('role') ?? it.getAttribute('type') ?? '') + ' "' + (it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent ?? '').trim().replace(/\\s+/g, ' ').slice(0, 60) + '"';
  const fine = { what, lost: false, fault: null };
  // a window or a part of the page that was given the focus after an act: a place to go on from, not a control
  if (it.matches('iframe, dialog, [tabindex="-1"]')) return fine;
  const drawn = [it, ...(it.labels ?? []), it.closest('[class*=container], [class*=input]')].filter(Boolean);
  const outlined = drawn.some(one => { const { outlineStyle, outlineWidth } = getComputedStyle(one); return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1; });
  const shadowed = drawn.some(one => getComputedStyle(one).boxShadow !== 'none');
  if (!outlined && !shadowed) return { ...fine, fault: 'The focus cannot be seen' };
  const boxes = drawn.map(one => one.getBoundingClientRect()).filter(box => box.width > 1 && box.height > 1);
  const points = boxes.flatMap(({ left, right, top, bottom }) => {
    const [x1, x2, y1, y2] = [Math.max(left, 0), Math.min(right, innerWidth), Math.max(top, 0), Math.min(bottom, innerHeight)];
    return x2 <= x1 || y2 <= y1 ? [] : [[(x1 + x2) / 2, (y1 + y2) / 2], [x1 + 2, y1 + 2], [x2 - 2, y2 - 2]];
  });
  const isSeen = points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && drawn.some(one => one.contains(top) || top.contains(one)); });
  const over = points.map(([x, y]) => document.elementFromPoint(x, y)?.outerHTML.slice(0, 80));
  return isSeen ? fine : { ...fine, fault: 'What has the focus is out of sight, below ' + over.join(', ') };
})()`;

/** Signs in on Keycloak’s own page, by keyboard. */
export async function signInByKeyboard(page: Page, path: string, username: string, password: string): Promise<Keyboard> {
  const keys = makeKeyboard(page);
  await page.goto(path);
  await seen(page.locator('#username')).toBeVisible();
  await keys.fill(page.locator('#username'), username);
  await keys.fill(page.locator('#password'), password);
  await keys.press('Enter');
  await seen(page.getByRole('button', { name: 'Iziet' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(path);
  return keys;
}

/** Opens the task of one case: the queue, narrowed to the case, its row. */
export async function openByKeyboard(page: Page, keys: Keyboard, queue: 'm' | 't' | 'u' | 'a', code: string, title: string): Promise<void> {
  const row = page.getByRole('link', { name: new RegExp(`${code}.*${title}`) });
  await keys.press('g');
  await keys.press(queue);
  // what came while one looked at this list waits for "show"
  const show = page.getByRole('button', { name: 'parādīt', exact: true });
  for (let tries = 0; tries < MOST_SHOWN; tries++) {
    await seen(row.or(show).first()).toBeVisible();
    if (await row.isVisible()) break;
    await keys.use(show, { back: true }); // it may have been somebody else's
    await seen.poll(async () => (await row.isVisible()) || !(await show.isVisible())).toBe(true);
  }
  await seen(row).toBeVisible();
  await keys.press('g');
  await keys.press('l');
  for (let tries = 0; !(await row.evaluate(it => it === it.ownerDocument.activeElement)); tries++) {
    if (tries > MOST_ROWS) throw new Error(`No row of ${code} within ${MOST_ROWS} presses of j`);
    await keys.press('j');
  }
  await keys.press('Enter');
  await seen(page.getByRole('heading', { name: title })).toBeVisible();
  await keys.press('g');
  await keys.press('d');
  await keys.stays('opening a task');
}
