/**
 * Patience: work that must go on in time. Whoever does it says how long the next step may take, as often as
 * there is one (an answer, the next piece of its body); when a step takes longer, the work is given up and its
 * signal aborted, whether or not it listens. And how long to wait before what failed is tried again.
 */

/** Runs the callback once, so many milliseconds from now. Returns the way to call it off. */
export type After = (milliseconds: number, run: () => void) => () => void;

export const browserTimer: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

const longestWait = 30_000;

/** 1 s, 2 s, 4 s … 30 s, by how often in a row it has failed. */
export function waitAfter(failures: number): number {
  return Math.min(longestWait, 1_000 * 2 ** (failures - 1));
}

/** Gives the next step so many milliseconds; if it takes longer, the work fails with `late`. */
export type Allow = (milliseconds: number, late: Error) => void;

export function inTime<T>(
  after: After,
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
      callOff = after(milliseconds, () => giveUp(late));
    };
    if (leaving?.aborted) {
      leave();
      return;
    }
    leaving?.addEventListener('abort', leave);
    work(given.signal, allow).finally(end).then(resolve, reject);
  });
}
