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

/** Where a card is dropped to come before this one, which makes room for it, or after it. */
export async function gap(card: Locator, side: 'above' | 'below'): Promise<Point> {
  const { x, y, width, height } = await boxOf(card);
  return { x: x + width / 2, y: side === 'above' ? y + height / 2 : y + height + 16 };
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

/** Fingers on the page: the first by itself, a second one only where it is asked for. */
export class Finger {
  readonly #session: CDPSession;
  #isDown = false;
  #second: Point = { x: 0, y: 0 };

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(board: BoardPage): Promise<Finger> {
    return new Finger(await board.page.context().newCDPSession(board.page));
  }

  async press(at: Point): Promise<void> {
    await this.#send('touchStart', at);
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

  async moveTo(to: Point): Promise<void> {
    await this.#send('touchMove', to);
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

  /** A second finger touches the page while the first stays where it is. */
  async pressSecond(at: Point): Promise<void> {
    await this.#send('touchStart', at, 1);
    this.#second = at;
  }

  async liftSecond(): Promise<void> {
    await this.#send('touchEnd', this.#second, 1);
  }

  async lift(): Promise<void> {
    if (this.#isDown) await this.#send('touchEnd');
    this.#isDown = false;
  }

  /** The system takes the finger away from the page, as for a call that comes in. */
  async cancel(): Promise<void> {
    await this.#send('touchCancel');
    this.#isDown = false;
  }

  /** `at`: where it happened to the finger of that number; without it, to all that are down. */
  async #send(
    type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
    at?: Point,
    id = 0,
  ): Promise<void> {
    const touchPoints = at ? [{ x: at.x, y: at.y, id }] : [];
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

/** A pen on the page: it touches, moves on the glass, hovers above it. */
export class Pen {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(board: BoardPage): Promise<Pen> {
    return new Pen(await board.page.context().newCDPSession(board.page));
  }

  /** Presses on a card and pulls until it comes along. */
  async grab(board: BoardPage, title: string): Promise<void> {
    const pull = async ({ x, y }: Point) => {
      await this.#send('mouseMoved', { x, y }, 0);
      await this.#send('mousePressed', { x, y }, 1);
      for (const step of [4, 8, 12]) {
        await this.#send('mouseMoved', { x: x + step, y: y + step }, 1);
      }
    };
    await untilHeld(board, title, pull, () => this.lift({ x: 0, y: 0 }));
  }

  async moveTo(at: Point): Promise<void> {
    await this.#send('mouseMoved', at, 1);
  }

  /** Moves above the glass: the page was not told that the pen left it. */
  async hover(at: Point): Promise<void> {
    await this.#send('mouseMoved', at, 0);
  }

  async lift(at: Point): Promise<void> {
    await this.#send('mouseReleased', at, 0);
  }

  async #send(
    type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    { x, y }: Point,
    buttons: 0 | 1,
  ): Promise<void> {
    await this.#session.send('Input.dispatchMouseEvent', {
      ...{ type, x, y, buttons, pointerType: 'pen', clickCount: 1 },
      button: type === 'mouseMoved' && buttons === 0 ? 'none' : 'left',
    });
  }
}

/** The mouse moves with no button down: the page was not told that it was released. */
export async function moveReleased({ page }: BoardPage, { x, y }: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchMouseEvent', {
    ...{ type: 'mouseMoved', x, y, button: 'none', buttons: 0 },
  });
  await session.detach();
}
