/**
 * Patience: work that must go on in time. Whoever does it says how long the next step may take, as often as
 * there is one (an answer, the next piece of its body); when a step takes longer, the work is given up and its
 * signal aborted, whether or not it listens.
 */

/** Runs the callback once, `milliseconds` from now. Returns the way to call it off. */
export type Timer = (milliseconds: number, run: () => void) => () => void;

export function browserTimer(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/** Gives the next step so many milliseconds; if it takes longer, the work fails with `late`. */
export type Allow = (milliseconds: number, late: Error) => void;

export function inTime<T>(
  timer: Timer,
  leaving: AbortSignal | undefined,
  work: (signal: AbortSignal, allow: Allow) => Promise<T>,
): Promise<T> {
  const given = new AbortController();
  let isOver = false;
  let callOff = () => {};
  return new Promise<T>((resolve, reject) => {
    const end = () => {
      isOver = true;
      callOff();
      leaving?.removeEventListener('abort', leave);
    };
    const giveUp = (reason: unknown) => {
      end();
      reject(reason);
      given.abort();
    };
    function leave(): void {
      giveUp(leaving?.reason);
    }
    const allow: Allow = (milliseconds, late) => {
      if (isOver) return;
      callOff();
      callOff = timer(milliseconds, () => giveUp(late));
    };
    if (leaving?.aborted) {
      leave();
      return;
    }
    leaving?.addEventListener('abort', leave);
    work(given.signal, allow).finally(end).then(resolve, reject);
  });
}
