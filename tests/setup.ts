/**
 * Runs before every test file, in node and in jsdom. What a test writes to console.error or console.warn fails
 * it; one that means to provoke a message asserts it on `vi.spyOn(console, 'error')`, then calls `mockClear()`.
 */
import { afterEach, beforeEach, expect, vi } from 'vitest';

const hasPage = typeof document !== 'undefined';
if (hasPage) await import('@testing-library/jest-dom/vitest');
const unmount = hasPage ? (await import('@testing-library/react')).cleanup : () => {};

const listenIn = () =>
  (['error', 'warn'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => {}),
  );

let spies: ReturnType<typeof listenIn> = [];

beforeEach(() => {
  spies = listenIn();
});

afterEach(() => {
  unmount();
  const said = spies.flatMap((spy) => spy.mock.calls);
  for (const spy of spies) spy.mockRestore();
  expect(said, 'the console stays silent').toEqual([]);
});
