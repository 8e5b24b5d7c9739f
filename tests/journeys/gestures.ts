/**
 * Real gestures: a mouse that presses, moves and releases, and fingers by way of Chromium's own input, so that
 * scrolling, holding and cancelling are the browser's. No gesture waits by the clock: it goes on when the page
 * shows that it has noticed.
 */
import { type CDPSession, expect, type Locator } from '@playwright/test';
import type { BoardPage, Point } from './board-page.ts';

async function boxOf(target: Locator) {
  const box = await target.boundingBox({ timeout: 5_000 });
  if (!box) throw new Error('What is to be touched is not on the page.');
  return box;
}

export async function centre(target: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}

/** A point just above a card, or just under it: the gap between it and its neighbour. */
export async function gap(card: Locator, side: 'above' | 'below'): Promise<Point> {
  const { x, y, width, height } = await boxOf(card);
  return { x: x + width / 2, y: side === 'above' ? y + 3 : y + height - 3 };
}

/** While a card is dragged, every other lane says why it does not take it. */
export function refusal(board: BoardPage): Locator {
  return board.region.getByText('A drag changes the status, not who asks');
}

/**
 * Dragging is loaded after the board is painted: what presses on a card too early opens its issue when it lets go,
 * which is waited for, taken back and tried again. `press` begins at the centre of the card and answers once the
 * card should have come along; `release` lets go.
 */
async function untilHeld(
  board: BoardPage,
  title: string,
  press: (at: Point) => Promise<void>,
  release: () => Promise<void>,
): Promise<Point> {
  let held: Point = { x: 0, y: 0 };
  await expect(async () => {
    if (await board.panel.isVisible()) await board.page.goBack();
    await expect(board.panel).toBeHidden({ timeout: 1_000 });
    held = await centre(board.card(title));
    await press(held);
    try {
      await expect(refusal(board)).toBeAttached({ timeout: 1_000 });
    } catch (tooEarly) {
      await release();
      await board.panel.waitFor({ timeout: 1_000 });
      throw tooEarly;
    }
  }).toPass();
  return held;
}

/** Presses on a card and pulls until it comes along. */
export async function grab(board: BoardPage, title: string): Promise<void> {
  const { mouse } = board.page;
  const pull = async ({ x, y }: Point) => {
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + 12, y + 12, { steps: 4 });
  };
  await untilHeld(board, title, pull, () => mouse.up());
}

/** `to` is asked once the card has come along: what stands on the page then is what it is dropped on. */
export async function dragTo(
  board: BoardPage,
  title: string,
  to: () => Promise<Point>,
): Promise<void> {
  await grab(board, title);
  const { x, y } = await to();
  await board.page.mouse.move(x, y, { steps: 8 });
  await board.page.mouse.up();
  await expect(refusal(board)).toBeHidden();
}

/** One finger on the page. */
export class Finger {
  readonly #session: CDPSession;
  #isDown = false;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(board: BoardPage): Promise<Finger> {
    return new Finger(await board.page.context().newCDPSession(board.page));
  }

  async press({ x, y }: Point): Promise<void> {
    await this.#send('touchStart', [{ x, y }]);
    this.#isDown = true;
  }

  /** Holds a card until it comes along. Answers where the finger is. */
  async hold(board: BoardPage, title: string): Promise<Point> {
    return untilHeld(
      board,
      title,
      (at) => this.press(at),
      () => this.lift(),
    );
  }

  async moveTo({ x, y }: Point): Promise<void> {
    await this.#send('touchMove', [{ x, y }]);
  }

  /** From one point to another in `steps`, as a finger that does not leave the glass. */
  async slide(from: Point, to: Point, steps = 8): Promise<void> {
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      await this.moveTo({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      });
    }
  }

  async lift(): Promise<void> {
    if (this.#isDown) await this.#send('touchEnd', []);
    this.#isDown = false;
  }

  async #send(type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]): Promise<void> {
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}
