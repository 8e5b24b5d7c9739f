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
  expectSaid,
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
/** What a thousand changes leave behind takes longer: they are pushed, and what was pushed is confirmed. */
const manyBreath = 4_000;

/** Each digit leaves fewer issues than the one before: titles end in “line 4731”. */
const typed = '473';

function resultOf(page: Page): Promise<Painted> {
  return page.evaluate(() => window.benchMeter.result());
}

type Action = 'drop' | 'keystroke' | 'undo' | 'many' | 'manyUndo';

function add(results: Results, name: Action, painted: Painted[]): void {
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

/** About a tenth of a dossier's issues are of it. */
const category = 'Services';

/** Sets it, or takes it off again. */
async function chooseCategory(page: Page): Promise<void> {
  await page.getByRole('search').getByRole('button', { name: 'Filter', exact: true }).click();
  const choices = page.getByRole('dialog', { name: 'Filter' });
  await choices.getByRole('button', { name: new RegExp(`^${category}, `) }).click();
  await page.keyboard.press('Escape');
  await choices.waitFor({ state: 'hidden' });
}

/** Moves all that a filter leaves to another column with the bar's button, then takes it back, several times over. */
export async function measureMany(page: Page, results: Results): Promise<void> {
  const bar = page.getByRole('region', { name: 'Selected issues' });
  const moves: Painted[] = [];
  const undos: Painted[] = [];
  await chooseCategory(page);
  await pausing(breath);
  const list = page.getByRole('list', { name: fromCell, exact: true });
  await list.getByRole('link').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  const selected = await bar.getByRole('status').textContent();
  results.add('manyCount', Number(selected?.replaceAll(/\D/g, '')));
  for (let i = 0; i < repeats; i += 1) {
    // The bar has come to rest by now; with the selection it comes up from nothing.
    await pausing(breath);
    const button = await bar.getByRole('button', { name: 'Resolved' }).boundingBox();
    if (!button) throw new Error('There is no button to move the selected issues with.');
    await page.mouse.move(button.x + button.width / 2, button.y + button.height / 2);
    await page.mouse.down();
    await pausing(breath);
    await expectSaid(page, 'pointerup', 'Moved ');
    await page.mouse.up();
    moves.push(await resultOf(page));
    await pausing(manyBreath);
    await expectSaid(page, 'keydown', 'Undone: ');
    await page.keyboard.press('ControlOrMeta+z');
    undos.push(await resultOf(page));
    await pausing(manyBreath);
  }
  add(results, 'many', moves);
  add(results, 'manyUndo', undos);
  await page.keyboard.press('Escape');
  await chooseCategory(page);
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
