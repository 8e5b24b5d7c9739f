/** Records as a disk, a server or another tab hands them out: which of them are events, and which are not. */
import type { LogEvent } from '#src/domain/event.ts';
import { parseEvent } from '#src/domain/parse-event.ts';

export interface Parsed {
  readonly known: LogEvent[];
  /** Records that are no events. */
  readonly unreadable: unknown[];
}

export function parseAll(records: readonly unknown[]): Parsed {
  const known: LogEvent[] = [];
  const unreadable: unknown[] = [];
  for (const record of records) {
    const parsed = parseEvent(record);
    if (parsed.ok) known.push(parsed.event);
    else unreadable.push(record);
  }
  return { known, unreadable };
}
