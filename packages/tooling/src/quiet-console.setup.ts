import { afterEach, beforeEach, expect, vi } from 'vitest';

// A warning nobody expected is a failure: a test that wants one replaces these spies itself.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  const said = [console.error, console.warn].flatMap((spy) => (vi.isMockFunction(spy) ? spy.mock.calls : []));
  vi.restoreAllMocks();
  expect(said, 'console.error or console.warn was called').toEqual([]);
});
