/**
 * What is measured inside the page, by the page's own clock: when something asked for has been painted, and how
 * long frames take. It is put into every page before its own scripts run, so the product knows nothing of it.
 * A change counts as painted when the frame that holds it has been made: a task after its animation frame.
 */

/** Milliseconds; from the navigation's start or from the input's own time stamp. */
export interface Painted {
  /** The document says it; nothing of it is on screen yet. */
  readonly changed: number;
  /** The main thread has made the frame. */
  readonly frame: number;
  /** The frame after it has begun, so the first one is on its way to the screen. */
  readonly next: number;
}

export interface Frames {
  /** Between two animation frames, in milliseconds; 16.7 is as good as it gets at 60 a second. */
  readonly longest: number;
  readonly count: number;
  /** The longest entry of `long-animation-frame`; 0 where none took 50 ms. */
  readonly longestReported: number;
  /** Frames that began with a virtual row missing where the reader looks. */
  readonly blank: number;
}

export interface Meter {
  /** The first card of the board, from the navigation's start. */
  readonly board: Promise<Painted>;
  /** When the page first asked the server for news, which it does once its own log is in memory. */
  readonly complete: Promise<number>;
  /** Everything the page came with, for a page without scripts of its own. */
  readonly whole: Promise<Painted>;
  /** From the next event of this type to the paint of what makes `isDone` true; the answer is `result`. */
  expect(type: 'keydown' | 'pointerup', isDone: () => boolean): void;
  result(): Promise<Painted>;
  startFrames(isBlank?: () => boolean): void;
  stopFrames(): Frames;
}

declare global {
  interface Window {
    benchMeter: Meter;
  }
}

/** Runs in the page, alone: it may use nothing from outside itself. */
export function installMeter(): void {
  const patience = 30_000;

  function afterPaint(from: number, done: (painted: Painted) => void): void {
    const changed = performance.now() - from;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      let frame = 0;
      port1.onmessage = () => {
        frame = performance.now() - from;
        port1.close();
      };
      port2.postMessage(null);
      requestAnimationFrame(() => {
        const next = performance.now() - from;
        done({ changed, frame: frame === 0 ? next : frame, next });
      });
    });
  }

  /** From `from()`, once `isDone` holds; asked whenever the page changes. */
  function paintOf(from: () => number, isDone: () => boolean): Promise<Painted> {
    return new Promise((resolve) => {
      const observer = new MutationObserver(check);
      function check(): void {
        if (!isDone()) return;
        observer.disconnect();
        afterPaint(from(), resolve);
      }
      const everything = { subtree: true, childList: true, characterData: true, attributes: true };
      observer.observe(document, everything);
      check();
    });
  }

  function expectPaint(type: string, isDone: () => boolean): Promise<Painted> {
    return new Promise((resolve, reject) => {
      const tooLate = new Error(`Nothing was painted ${patience / 1_000} s after ${type}.`);
      setTimeout(() => reject(tooLate), patience);
      const begin = (event: Event) => {
        removeEventListener(type, begin, true);
        void paintOf(() => event.timeStamp, isDone).then(resolve);
      };
      addEventListener(type, begin, true);
    });
  }

  function firstPull(): Promise<number> {
    return new Promise((resolve) => {
      const observer = new PerformanceObserver((list) => {
        const pull = list.getEntries().find(({ name }) => /\/events\?.*after=/.test(name));
        if (pull) resolve(pull.startTime);
      });
      observer.observe({ type: 'resource', buffered: true });
    });
  }

  let result: Promise<Painted> = Promise.reject(new Error('Nothing is expected.'));
  result.catch(() => undefined);
  let stop: () => Frames = () => {
    throw new Error('No frames are being measured.');
  };

  function measureFrames(isBlank: () => boolean): () => Frames {
    let count = 0;
    let longest = 0;
    let longestReported = 0;
    let blank = 0;
    let last: number | null = null;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        longestReported = Math.max(longestReported, duration);
    });
    observer.observe({ type: 'long-animation-frame' });
    let handle = requestAnimationFrame(function tick(time) {
      if (last !== null) {
        longest = Math.max(longest, time - last);
        count += 1;
        if (isBlank()) blank += 1;
      }
      last = time;
      handle = requestAnimationFrame(tick);
    });
    return () => {
      cancelAnimationFrame(handle);
      for (const { duration } of observer.takeRecords())
        longestReported = Math.max(longestReported, duration);
      observer.disconnect();
      return { longest, count, longestReported, blank };
    };
  }

  window.benchMeter = {
    board: paintOf(
      () => 0,
      () => document.querySelector('[aria-label="Board"] article') !== null,
    ),
    complete: firstPull(),
    whole: new Promise((resolve) => addEventListener('load', () => afterPaint(0, resolve))),
    expect: (type, isDone) => {
      result = expectPaint(type, isDone);
      result.catch(() => undefined);
    },
    result: () => result,
    startFrames: (isBlank = () => false) => {
      stop = measureFrames(isBlank);
    },
    stopFrames: () => stop(),
  };
}
