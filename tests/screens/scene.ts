import type { Page, Route } from '@playwright/test';

/** One picture: where, and what to do there before it is taken. */
export interface Scene {
  name: string;
  path: string;
  act?: (page: Page) => Promise<void>;
  /** What the API answers instead, to reach states that a healthy installation does not show. */
  instead?: { url: RegExp; answer: (route: Route) => Promise<void> | void };
}

export interface Some {
  cases: { id: string; status: string; outcome: string | null }[];
}
export interface Tasks {
  tasks: { key: string; elementId: string; case: { id: string } }[];
}

export const json =
  (body: unknown, status = 200) =>
  (route: Route) =>
    route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
export const press = (name: RegExp) => async (page: Page) => void (await page.getByRole('button', { name }).first().click());
/** One of each kind, the first that comes. */
export const oneOfEach = <T>(items: T[], kindOf: (item: T) => string) => [...new Map(items.toReversed().map(item => [kindOf(item), item])).entries()];

/** An answer that never comes. */
export const HANG = () => {};
