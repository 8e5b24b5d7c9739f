/**
 * Single actions, from the input's time stamp to the paint of what it asks for: a drop, undoing it, and keys
 * typed into the search box. The reference page does the least a page could do for the same input.
 */
import type { Page } from '@playwright/test';
import {
  boxOf,
  cardInView,
  expectCardIn,
  expectOtherCount,
  fromCell,
  type Point,
  refusalText,
  toCell,
} from './board-marks.ts';
import { pausing, until } from './browser.ts';
import { medianOf, type Results } from './figures.ts';
import type { Painted } from './meter.ts';

const repeats = 5;

/** Between two actions, so that what the first leaves behind is not measured with the second. */
const breath = 400;

/** Each digit leaves fewer issues than the one before: titles end in “line 4731”. */
const typed = '473';

function resultOf(page: Page): Promise<Painted> {
  return page.evaluate(() => window.benchMeter.result());
}

function add(results: Results, name: 'drop' | 'keystroke' | 'undo', painted: Painted[]): void {
  results.add(name, medianOf(painted.map(({ frame }) => frame)));
  results.add(`${name}Changed`, medianOf(painted.map(({ changed }) => changed)));
  results.add(`${name}Next`, medianOf(painted.map(({ next }) => next)));
}

/** Presses on a card and pulls until it comes along: dragging is loaded once the board stands. */
export async function grab(page: Page, { x, y }: Point): Promise<void> {
  const refusal = page.getByText(refusalText).first();
  await until(20, 'Grabbing a card', async () => {
    await page.mouse.up();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 12, y + 8, { steps: 4 });
    return refusal.isVisible();
  });
}

/** Drops a card in the next column, then takes it back, several times over. */
export async function measureDropAndUndo(page: Page, results: Results): Promise<void> {
  const drops: Painted[] = [];
  const undos: Painted[] = [];
  for (let i = 0; i < repeats; i += 1) {
    const card = await cardInView(page, fromCell);
    const target = await boxOf(page, toCell);
    await grab(page, card);
    await page.mouse.move(target.x, target.top + 150, { steps: 12 });
    await pausing(breath);
    await expectCardIn(page, 'pointerup', toCell, card.title);
    await page.mouse.up();
    drops.push(await resultOf(page));
    await pausing(breath);

    await expectCardIn(page, 'keydown', fromCell, card.title);
    await page.keyboard.press('Control+z');
    undos.push(await resultOf(page));
    await pausing(breath);
  }
  add(results, 'drop', drops);
  add(results, 'undo', undos);
}

/** Types a number and takes it away again, key by key. */
export async function measureKeystrokes(page: Page, results: Results): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search issues' }).focus();
  const keys = [...typed, ...[...typed].map(() => 'Backspace')];
  const painted: Painted[] = [];
  for (const key of [...keys, ...keys]) {
    await expectOtherCount(page);
    await page.keyboard.press(key);
    painted.push(await resultOf(page));
    await pausing(breath);
  }
  const [first, ...others] = painted.map(({ frame }) => frame);
  if (first !== undefined) results.add('keystrokeFirst', first);
  add(results, 'keystroke', painted.slice(1));
  results.add('keystrokeSlowest', Math.max(...others));
}

/** One card more, one card moved, one card moved back: in a page that has nothing else to do. */
export async function measureReferenceActions(page: Page, results: Results): Promise<void> {
  const times: Record<'keystroke' | 'drop' | 'undo', number[]> = {
    keystroke: [],
    drop: [],
    undo: [],
  };
  const point = await page.evaluate(() => {
    const box = document.querySelector('article')?.getBoundingClientRect();
    return { x: (box?.left ?? 0) + 40, y: (box?.top ?? 0) + 40 };
  });
  const act = async (name: keyof typeof times, type: 'keydown' | 'pointerup', list: number) => {
    await page.evaluate(
      ([event, place]) => {
        const lists = document.querySelectorAll('ul');
        const before = lists[place]?.childElementCount;
        window.benchMeter.expect(event, () => lists[place]?.childElementCount !== before);
      },
      [type, list] as const,
    );
    if (name === 'drop') await page.mouse.up();
    else await page.keyboard.press(name === 'undo' ? 'Control+z' : 'a');
    times[name].push((await resultOf(page)).frame);
    await pausing(breath);
  };
  for (let i = 0; i < repeats; i += 1) {
    await act('keystroke', 'keydown', 0);
    await page.mouse.move(point.x, point.y);
    await page.mouse.down();
    await page.mouse.move(point.x + 480, point.y, { steps: 8 });
    await pausing(breath);
    await act('drop', 'pointerup', 1);
    await act('undo', 'keydown', 0);
  }
  results.addReference('keystroke', medianOf(times.keystroke));
  results.addReference('drop', medianOf(times.drop));
  results.addReference('undo', medianOf(times.undo));
}
