/**
 * Pulling a sheet down by its head: it follows the finger, and goes when it was pulled far enough, or fast enough; else
 * it is back where it was. A press that does not move is none, so that buttons on the head are pressed as ever.
 */
import { type PointerEvent, type RefObject, useRef } from 'react';

/** Pixels from which a press is a pull. */
const threshold = 8;
/** How much of the sheet's height has to be pulled; or, of a swipe, pixels at the least, and in a millisecond. */
const far = 0.25;
const swipe = { least: 40, speed: 0.6 };
/** Milliseconds for the rest of the way. */
const duration = 140;

interface Pull {
  readonly pointer: number;
  readonly y: number;
  readonly time: number;
  isPulling: boolean;
}

/** What the head listens to. */
export function usePullDown(
  sheet: RefObject<HTMLElement | null>,
  isOn: boolean,
  onClose: () => void,
) {
  const pull = useRef<Pull | null>(null);

  const end = (event: PointerEvent, isGivenUp: boolean) => {
    const { current: begun } = pull;
    const { current: element } = sheet;
    pull.current = null;
    if (!begun?.isPulling || begun.pointer !== event.pointerId || !element) return;
    const by = Math.max(0, event.clientY - begun.y);
    const speed = by / Math.max(1, event.timeStamp - begun.time);
    const isSwipe = by > swipe.least && speed > swipe.speed;
    const isGoing = !isGivenUp && (by > element.clientHeight * far || isSwipe);
    const rest = isGoing ? 'translateY(100%)' : 'none';
    element.style.transform = '';
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!isStill) {
      const frames = [{ transform: `translateY(${by}px)` }, { transform: rest }];
      element.animate(frames, { duration, easing: 'ease-out' });
    }
    if (!isGoing) return;
    if (isStill) onClose();
    else setTimeout(onClose, duration - 20);
  };

  return {
    onPointerDown: (event: PointerEvent) => {
      if (!isOn || !event.isPrimary || event.button !== 0) return;
      pull.current = {
        pointer: event.pointerId,
        y: event.clientY,
        time: event.timeStamp,
        isPulling: false,
      };
    },
    onPointerMove: (event: PointerEvent) => {
      const { current: begun } = pull;
      if (!begun || begun.pointer !== event.pointerId || !sheet.current) return;
      const by = event.clientY - begun.y;
      if (!begun.isPulling && by > threshold) {
        begun.isPulling = true;
        // What it began on is not pressed any more.
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      if (begun.isPulling) sheet.current.style.transform = `translateY(${Math.max(0, by)}px)`;
    },
    onPointerUp: (event: PointerEvent) => end(event, false),
    onPointerCancel: (event: PointerEvent) => end(event, true),
  };
}
