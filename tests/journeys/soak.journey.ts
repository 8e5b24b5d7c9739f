/** A short soak, with seeds of its own: `npm run soak` goes on for as long as it is told to (tests/soak/run.ts). */
import { expect, test } from '@playwright/test';
import { openWorld, reportOf, soak } from '#tests/soak/run.ts';

const seeds = [101, 103];
const seconds = 8;

test('what the page called saved is there after crashes, kills, and failing disks, clocks and servers', async () => {
  test.setTimeout(240_000);
  const world = await openWorld(process.env.CHROMIUM_PATH ?? 'chromium');
  try {
    for (const seed of seeds) {
      const outcome = await soak(world, seed, seconds);
      expect(outcome.problems, reportOf(outcome)).toEqual([]);
      test.info().annotations.push({ type: 'soak', description: reportOf(outcome) });
    }
  } finally {
    await world.close();
  }
});
