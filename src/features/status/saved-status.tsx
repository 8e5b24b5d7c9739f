/** Whether what the user did is safe: on its way, saved, or kept here until the server can be reached. */
import type { Wire } from '#src/api/use-exchange.ts';
import { useDossier } from '#src/store/hooks.ts';

/** `waiting`: own changes no server has yet. `writing`: commands on their way to disk. */
export function savedText(wire: Wire, waiting: number, writing: number): string {
  if (writing > 0) return 'Saving…';
  if (waiting === 0) return 'All changes saved';
  if (wire.kind === 'connected' || wire.kind === 'connecting') return 'Saving…';
  return `Offline: ${waiting} ${waiting === 1 ? 'change' : 'changes'} waiting`;
}

export function SavedStatus({ wire }: { wire: Wire }) {
  const waiting = useDossier((state) => state.pending.length);
  const writing = useDossier((state) => state.writing);
  const text = savedText(wire, waiting, writing);
  return (
    <span role="status" aria-label={text} className="text-xs whitespace-nowrap text-soft">
      {text}
    </span>
  );
}
