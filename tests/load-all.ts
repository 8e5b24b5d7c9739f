/** A stored log read whole, for tests that look at what is kept. */
import type { EventLog, Shelf, StoredState } from '#src/storage/event-log.ts';

export async function loadAll(
  log: EventLog,
  shelf: Shelf,
): Promise<StoredState & { readonly events: readonly unknown[] }> {
  const events: unknown[] = [];
  const state = await log.read(shelf, (portion) => {
    events.push(...portion);
  });
  return { events, ...state };
}
