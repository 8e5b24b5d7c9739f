/**
 * One gesture with a card, from the press to the release, as states and what leads from one to the next. Only the
 * pointer that began a drag can end it, and only its release lands the card: everything else gives the drag up.
 * A mouse or a pen takes the card along once it has moved; a finger once it was held, so that a swipe scrolls.
 */

/** In CSS pixels of the viewport. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Gesture =
  | { readonly kind: 'none' }
  /** On a card, which has not come along yet. */
  | {
      readonly kind: 'press';
      readonly pointer: number;
      readonly isTouch: boolean;
      readonly at: Point;
    }
  | { readonly kind: 'drag'; readonly pointer: number; readonly isTouch: boolean }
  /** The card has landed or was given up; the pointer may be down still. Its click, if there is one, is to nobody. */
  | { readonly kind: 'spent' };

export type Input =
  | {
      readonly kind: 'down';
      readonly pointer: number;
      readonly isTouch: boolean;
      readonly at: Point;
      /** On a card, by the main button, as the only finger. */
      readonly canDrag: boolean;
    }
  /** It was pressed for as long as a finger has to hold. */
  | { readonly kind: 'held' }
  /** `isDown`: whether its main button is down, or it touches the glass. */
  | {
      readonly kind: 'move';
      readonly pointer: number;
      readonly isDown: boolean;
      readonly at: Point;
    }
  | { readonly kind: 'up'; readonly pointer: number }
  /** The browser or the system took the pointer away. */
  | { readonly kind: 'lost'; readonly pointer: number }
  /** Whatever else takes the user's hands off the card: another window, a menu, Escape, Back. */
  | { readonly kind: 'off' };

export type Effect = 'begin' | 'land' | 'give up' | null;

/** Pixels that a mouse or a pen moves until the card comes along. */
const distance = 4;

/** Pixels that a finger may tremble while it holds. */
const tremor = 8;

/** Milliseconds that a finger holds until the card comes along. */
export const touchHold = 250;

export const none: Gesture = { kind: 'none' };
const spent: Gesture = { kind: 'spent' };

export function next(gesture: Gesture, input: Input): readonly [Gesture, Effect] {
  switch (gesture.kind) {
    case 'none':
    case 'spent':
      return [input.kind === 'down' ? pressed(input) : gesture, null];
    case 'press':
      return afterPress(gesture, input);
    case 'drag':
      return afterDrag(gesture, input);
  }
}

function pressed({ canDrag, pointer, isTouch, at }: Extract<Input, { kind: 'down' }>): Gesture {
  return canDrag ? { kind: 'press', pointer, isTouch, at } : none;
}

function afterPress(
  gesture: Extract<Gesture, { kind: 'press' }>,
  input: Input,
): readonly [Gesture, Effect] {
  const { pointer, isTouch, at } = gesture;
  const begun: readonly [Gesture, Effect] = [{ kind: 'drag', pointer, isTouch }, 'begin'];
  switch (input.kind) {
    case 'down':
      // The same one again: its release went missing. Another one: two fingers pinch.
      return [input.pointer === pointer ? pressed(input) : none, null];
    case 'held':
      return isTouch ? begun : [gesture, null];
    case 'move': {
      if (input.pointer !== pointer) return [gesture, null];
      if (!input.isDown) return [none, null];
      const way = Math.hypot(input.at.x - at.x, input.at.y - at.y);
      if (isTouch) return [way > tremor ? none : gesture, null];
      return way >= distance ? begun : [gesture, null];
    }
    case 'up':
    case 'lost':
      return [input.pointer === pointer ? none : gesture, null];
    case 'off':
      return [none, null];
  }
}

function afterDrag(
  gesture: Extract<Gesture, { kind: 'drag' }>,
  input: Input,
): readonly [Gesture, Effect] {
  if ('pointer' in input && input.pointer !== gesture.pointer) return [gesture, null];
  switch (input.kind) {
    case 'down':
      // Pressed again without a release that the page was told of: a gesture of its own.
      return [pressed(input), 'give up'];
    case 'held':
      return [gesture, null];
    case 'move':
      return input.isDown ? [gesture, null] : [spent, 'give up'];
    case 'up':
      return [spent, 'land'];
    case 'lost':
    case 'off':
      return [spent, 'give up'];
  }
}
