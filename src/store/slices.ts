/** Long work in slices, so that the page answers between two: a generator yields where it may be interrupted. */

/** Resolves when the page has had its turn. */
export type Pause = () => Promise<void>;

/** Long work, as whoever waits for it follows it. */
export interface LongWork {
  /** Told now and then how much has been done, of how much. */
  readonly onProgress: (count: number, all: number) => void;
  /** Gives it up, as long as nothing has come of it. */
  readonly signal: AbortSignal;
}

/** Records that are parsed, folded or written in one go. */
const perPortion = 1_000;

export async function inSlices<T>(work: Generator<void, T>, pause: Pause): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** Many records, so few at a time that none keeps the page waiting. */
export function* portionsOf<T>(
  records: readonly T[],
  size: number = perPortion,
): Generator<readonly T[]> {
  for (let start = 0; start < records.length; start += size) {
    yield records.slice(start, start + size);
  }
}
