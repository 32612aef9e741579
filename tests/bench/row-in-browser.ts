import { launchBrowser } from '../support/browser.ts';
import { open } from '../screens/visitor.ts';

const SHOWN_WITHIN_MS = 30_000;

/** From the click that submits (the call itself) to the row on the open page of a specialist, ms each, one application after the other. */
export async function rowsInBrowser(web: string, times: number, apply: () => Promise<{ code: string }>): Promise<number[]> {
  const browser = await launchBrowser();
  try {
    const { page } = await open(browser, web, 'vita');
    await page.setViewportSize({ width: 1440, height: 20_000 }); // every row is drawn: the list draws only what can be seen
    await page.goto('/work/tasks?queue=unassigned');
    await page.getByRole('link').first().waitFor();
    const taken: number[] = [];
    for (let n = 0; n < times; n++) {
      const began = performance.now();
      const { code } = await apply();
      await page.getByText(code).first().waitFor({ timeout: SHOWN_WITHIN_MS });
      taken.push(performance.now() - began);
    }
    return taken;
  } finally {
    await browser.close();
  }
}
