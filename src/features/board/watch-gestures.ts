/**
 * What the browser tells of mouse, pen and fingers, put as the steps of a gesture (gesture.ts), and what a gesture
 * asks of the browser: not to scroll, select or open anything meanwhile, and to send the release here wherever it is.
 * Nothing but the presses on the board is listened to until there is one.
 */
import {
  type Effect,
  type Gesture,
  type Input,
  next,
  none,
  type Point,
  touchHold,
} from './gesture.ts';

export interface Hands {
  /** Takes note of what is pressed; whether that can be dragged. */
  readonly press: (target: EventTarget | null) => boolean;
  /** What was pressed comes along. `pointer`: where the pointer is at any moment; `letGo` gives the drag up. */
  readonly begin: (pointer: () => Point, letGo: () => void) => void;
  readonly land: (at: Point) => void;
  readonly giveUp: () => void;
}

/** Watches until the function that it returns is called, which gives up a drag that is under way. */
export function watchGestures(board: HTMLElement, hands: Hands): () => void {
  const watch = new GestureWatch(board, hands);
  return () => watch.stop();
}

class GestureWatch {
  readonly #hands: Hands;
  readonly #presses = new AbortController();
  #gesture: Gesture = none;
  /** Where the pointer of the gesture was last. */
  #at: Point = { x: 0, y: 0 };
  /** Ends what is listened to from a press to the end of its gesture. */
  #rest: AbortController | null = null;
  #hold: ReturnType<typeof setTimeout> | undefined;

  constructor(board: HTMLElement, hands: Hands) {
    this.#hands = hands;
    const { signal } = this.#presses;
    window.addEventListener('pointerdown', (event) => this.#press(event), {
      signal,
      capture: true,
    });
    // Safari heeds it only where it was listened to when the finger came down.
    const scroll = (event: Event) => this.#isDrag() && event.preventDefault();
    board.addEventListener('touchmove', scroll, { signal, passive: false });
  }

  stop(): void {
    this.#take({ kind: 'off' });
    this.#presses.abort();
    this.#rest?.abort();
    clearTimeout(this.#hold);
  }

  #isDrag(): boolean {
    return this.#gesture.kind === 'drag';
  }

  #isOf({ pointerId }: PointerEvent): boolean {
    return 'pointer' in this.#gesture && this.#gesture.pointer === pointerId;
  }

  /** While a card is held, what another finger presses is not pressed. */
  #press(event: PointerEvent): void {
    if (this.#isDrag() && !this.#isOf(event)) {
      quell(event);
      return;
    }
    const { pointerId: pointer, pointerType, button, isPrimary } = event;
    const canDrag = isPrimary && button === 0 && this.#hands.press(event.target);
    const isTouch = pointerType === 'touch';
    this.#take({ kind: 'down', pointer, isTouch, canDrag, at: pointOf(event) });
  }

  #take(input: Input): void {
    const [gesture, effect] = next(this.#gesture, input);
    const isNew = gesture !== this.#gesture;
    this.#gesture = gesture;
    if ('at' in input && 'pointer' in gesture && input.pointer === gesture.pointer) {
      this.#at = input.at;
    }
    if (isNew) this.#prepare(gesture);
    this.#act(effect);
  }

  #act(effect: Effect): void {
    if (effect === 'begin') this.#begin();
    else if (effect === 'land') this.#hands.land(this.#at);
    else if (effect === 'give up') this.#hands.giveUp();
  }

  #begin(): void {
    const letGo = () => this.#take({ kind: 'off' });
    this.#hands.begin(() => this.#at, letGo);
    if (this.#gesture.kind !== 'drag') return;
    try {
      document.body.setPointerCapture(this.#gesture.pointer);
    } catch {
      // It is gone already, and no release of it will be told.
      letGo();
    }
  }

  #prepare(gesture: Gesture): void {
    clearTimeout(this.#hold);
    if (gesture.kind === 'press' && gesture.isTouch) {
      this.#hold = setTimeout(() => this.#take({ kind: 'held' }), touchHold);
    }
    if (gesture.kind === 'none') {
      this.#rest?.abort();
      this.#rest = null;
    } else if (this.#rest === null) {
      this.#rest = new AbortController();
      this.#listen(this.#rest.signal);
    }
  }

  /** At the window, before anything on the page hears of it. */
  #listen(signal: AbortSignal): void {
    const options = { signal, capture: true, passive: false };
    const on = <K extends keyof WindowEventMap>(
      type: K,
      listener: (event: WindowEventMap[K]) => void,
    ) => window.addEventListener(type, listener, options);
    const off = () => this.#take({ kind: 'off' });
    const lost = ({ pointerId: pointer }: PointerEvent) => this.#take({ kind: 'lost', pointer });
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#release(event));
    on('pointercancel', lost);
    // The card that was touched loses a finger to the page where the drag begins.
    on('lostpointercapture', (event) => event.target === document.body && lost(event));
    on('blur', ({ target }) => target === window && off());
    on('pagehide', off);
    on('popstate', off);
    document.addEventListener(
      'visibilitychange',
      () => document.visibilityState === 'hidden' && off(),
      { signal },
    );
    on('contextmenu', (event) => this.#menu(event));
    on('keydown', (event) => this.#key(event));
    on('click', (event) => this.#click(event));
    const prevent = (event: Event) => this.#isDrag() && event.preventDefault();
    on('touchmove', prevent);
    on('selectstart', prevent);
    on('dragstart', (event) => event.preventDefault());
  }

  #move(event: PointerEvent): void {
    const isDown = (event.buttons & 1) !== 0;
    this.#take({ kind: 'move', pointer: event.pointerId, isDown, at: pointOf(event) });
    // Nobody else has to look at each of them.
    if (this.#isDrag()) event.stopPropagation();
  }

  #release(event: PointerEvent): void {
    if (this.#isDrag()) quell(event);
    if (this.#isOf(event)) this.#at = pointOf(event);
    this.#take({ kind: 'up', pointer: event.pointerId });
  }

  /** A finger’s menu comes of holding it, which is what a drag begins with; any other was asked for. */
  #menu(event: Event): void {
    if (!this.#isDrag()) {
      this.#take({ kind: 'off' });
      return;
    }
    quell(event);
    const isTouch = 'isTouch' in this.#gesture && this.#gesture.isTouch;
    if (!isTouch) this.#take({ kind: 'off' });
  }

  /** While a card is held the keys are dead, Escape apart; those of the browser itself go on. */
  #key(event: KeyboardEvent): void {
    if (!this.#isDrag()) return;
    event.stopPropagation();
    if (['Escape', 'Enter', ' '].includes(event.key)) event.preventDefault();
    if (event.key === 'Escape') this.#take({ kind: 'off' });
  }

  /** A key, or a screen reader, clicks without pressing: `detail` is 0 then. */
  #click(event: MouseEvent): void {
    const isOfGesture = this.#isDrag() || this.#gesture.kind === 'spent';
    if (isOfGesture && event.detail > 0) quell(event);
  }
}

function pointOf({ clientX: x, clientY: y }: PointerEvent): Point {
  return { x, y };
}

function quell(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
