import { afterEach, beforeEach, expect, jest } from '@jest/globals';

// A test that passes while it shouts is not passing: whatever reaches console.error fails it.
beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  const spy = console.error as unknown as jest.Mock;
  const said = spy.mock.calls;
  jest.restoreAllMocks();
  expect(said).toEqual([]);
});
