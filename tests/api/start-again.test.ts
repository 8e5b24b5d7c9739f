// @vitest-environment node
import { expect, test } from 'vitest';
import { createApiClient, Unreachable } from '#src/api/client.ts';
import { startedOnce } from '#src/api/start-again.ts';

test('what is asked for at once is started once, and stays', async () => {
  let starts = 0;
  const get = startedOnce(async () => {
    starts += 1;
    return starts;
  });
  expect(await Promise.all([get(), get()])).toEqual([1, 1]);
  expect(await get()).toBe(1);
});

test('a start that failed is told to all who wait for it, and tried again by the next', async () => {
  let starts = 0;
  const get = startedOnce(async () => {
    starts += 1;
    if (starts < 3) throw new Error(`start ${starts}`);
    return starts;
  });
  const both = await Promise.allSettled([get(), get()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(starts).toBe(1);
  await expect(get()).rejects.toThrow('start 2');
  expect(await get()).toBe(3);
  expect(await get()).toBe(3);
});

test('what a failed start says reaches the page in its own words', async () => {
  const problem = { code: 'server-embedded-missing' } as const;
  const api = createApiClient('', () => Promise.reject(new Unreachable(problem)));
  await expect(api.session()).rejects.toMatchObject({ problem });
});
