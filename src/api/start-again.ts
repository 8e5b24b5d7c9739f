/**
 * Something that has to be started once, by whoever comes first, and may fail to: then the next to come starts it
 * again, so that no failure is the last word.
 */
export function startedOnce<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => {
    started ??= start().catch((error: unknown) => {
      started = null;
      throw error;
    });
    return started;
  };
}
