/** Long work in slices, so that the page answers between two: a generator yields where it may be interrupted. */

/** Resolves when the page has had its turn. */
export type Pause = () => Promise<void>;

export async function inSlices<T>(work: Generator<void, T>, pause: Pause): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}
