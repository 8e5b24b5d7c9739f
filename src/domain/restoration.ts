/** Putting back what was removed, an issue or a dossier: by taking back every removal of it that is in force. */
import type { Intention, LogEvent } from './event.ts';
import { retractionsInForce } from './retraction.ts';

/** `about`: the events of one subject. Two people may have removed it at once, so there may be two of these. */
export function restorations(about: readonly LogEvent[]): readonly Intention[] {
  const retracted = retractionsInForce(about);
  return about.flatMap((event): Intention[] => {
    if (event.type !== 'issue.removed.v1' && event.type !== 'dossier.removed.v1') return [];
    if (retracted.has(event.id)) return [];
    const { id, subject, at } = event;
    return [{ type: 'event.retracted.v1', subject, at, payload: { event: id, asCommand: true } }];
  });
}
