/**
 * Motion: the longest time between two animation frames while a card is dragged, with auto-scroll, and while a
 * long column is scrolled, by wheel and by jumps as of a scrollbar's thumb (headless Chromium draws none, so
 * the page's own `scrollTop` is set). 16.7 ms between two frames is as good as it gets.
 */
import type { Page } from '@playwright/test';
import { grab } from './actions.ts';
import { boxOf, cardInView, fromCell, type Point, toCell } from './board-marks.ts';
import { pausing } from './browser.ts';
import type { Results } from './figures.ts';
import type { Frames } from './meter.ts';

const wheelTurns = 60;
const wheelStep = 300;
const jumps = 30;
const autoScroll = 1_500;

function startFrames(page: Page): Promise<void> {
  return page.evaluate(() => window.benchMeter.startFrames());
}

function stopFrames(page: Page): Promise<Frames> {
  return page.evaluate(() => window.benchMeter.stopFrames());
}

/** There and back over the column, a point a frame or so. */
async function sweep(page: Page, from: Point, to: Point): Promise<void> {
  const steps = 30;
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps;
    await page.mouse.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
    await pausing(8);
  }
}

/** From before the card is picked up until before it is let go; then the drag is given up. */
export async function measureDrag(page: Page, results: Results): Promise<void> {
  const card = await cardInView(page, fromCell);
  const { x, top, bottom } = await boxOf(page, toCell);
  // Once beforehand: loading the drag library is no frame of a drag.
  await grab(page, card);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await pausing(500);

  await startFrames(page);
  await grab(page, card);
  await sweep(page, card, { x, y: top + 60 });
  await sweep(page, { x, y: top + 60 }, { x, y: bottom - 6 });
  await pausing(autoScroll);
  await sweep(page, { x, y: bottom - 6 }, { x, y: top + 6 });
  await pausing(autoScroll);
  const { longest, longestReported } = await stopFrames(page);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  results.add('drag', longest);
  results.add('dragReported', longestReported);
}

/** Looks for a card in every frame, which has a price of its own: the longest frame is measured without it. */
function startBlankFrames(page: Page, cell: string): Promise<void> {
  return page.evaluate((name) => {
    const box = document.querySelector(`ul[aria-label="${name}"]`)?.parentElement;
    const { left, width, top, bottom } = box?.getBoundingClientRect() ?? new DOMRect();
    // Two points closer together than a card is high: one of them is on a card, not in a gap.
    const points = [0, 12].map((offset) => (top + bottom) / 2 + offset);
    window.benchMeter.startFrames(() =>
      points.every((y) => !document.elementFromPoint(left + width / 2, y)?.closest('article')),
    );
  }, cell);
}

async function turnWheel(page: Page, { x, y }: Point): Promise<void> {
  await page.mouse.move(x, y);
  for (let turn = 0; turn < wheelTurns; turn += 1) {
    await page.mouse.wheel(0, turn < (wheelTurns * 2) / 3 ? wheelStep : -wheelStep);
    await pausing(16);
  }
  await pausing(200);
}

/** Far and near in turn, all over the column, one jump every few frames. `cell`: null on the reference page. */
function jump(page: Page, cell: string | null): Promise<void> {
  return page.evaluate(
    async ([name, count]) => {
      const list = document.querySelector(name === null ? 'ul' : `ul[aria-label="${name}"]`);
      const scroller = list?.parentElement;
      if (!scroller) return;
      for (let i = 0; i < count; i += 1) {
        const part = ((i * 7) % count) / count;
        scroller.scrollTop = part * (scroller.scrollHeight - scroller.clientHeight);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      scroller.scrollTop = 0;
    },
    [cell, jumps] as const,
  );
}

export async function measureScroll(page: Page, results: Results): Promise<void> {
  const { x, top, bottom } = await boxOf(page, fromCell);
  const ways = [
    {
      longest: 'wheel',
      blank: 'wheelBlank',
      run: () => turnWheel(page, { x, y: (top + bottom) / 2 }),
    },
    { longest: 'jump', blank: 'jumpBlank', run: () => jump(page, fromCell) },
  ] as const;
  for (const { longest, blank, run } of ways) {
    await startFrames(page);
    await run();
    results.add(longest, (await stopFrames(page)).longest);
    await startBlankFrames(page, fromCell);
    await run();
    results.add(blank, (await stopFrames(page)).blank);
    await pausing(300);
  }
}

export async function measureReferenceMotion(page: Page, results: Results): Promise<void> {
  await startFrames(page);
  await turnWheel(page, { x: 200, y: 200 });
  results.addReference('wheel', (await stopFrames(page)).longest);
  await startFrames(page);
  await jump(page, null);
  results.addReference('jump', (await stopFrames(page)).longest);

  await startFrames(page);
  await page.mouse.move(200, 200);
  await page.mouse.down();
  await sweep(page, { x: 200, y: 200 }, { x: 700, y: 200 });
  await sweep(page, { x: 700, y: 200 }, { x: 700, y: 400 });
  results.addReference('drag', (await stopFrames(page)).longest);
  await page.mouse.up();
}
