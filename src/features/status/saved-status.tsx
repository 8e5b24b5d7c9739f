/** Whether what the user did is safe: on its way, saved, or kept here until the server can be reached. */
import { useEffect, useState } from 'react';
import type { Wire } from '#src/api/use-exchange.ts';
import { commandsAmong } from '#src/domain/clock.ts';
import { useDossier } from '#src/store/hooks.ts';

export interface Unsaved {
  /** Changes no server has yet, on this device's disk or on the way to it. */
  readonly waiting: number;
  /** Commands on their way to disk. */
  readonly writing: number;
  /** Changes the server did not take. */
  readonly refused: number;
}

export function savedText(wire: Wire, { waiting, writing, refused }: Unsaved): string {
  if (writing > 0) return 'Saving…';
  if (waiting > 0) {
    if (wire.kind === 'connected' || wire.kind === 'connecting') return 'Saving…';
    return `Offline: ${changes(waiting)} waiting`;
  }
  return refused > 0 ? `${changes(refused)} not taken by the server` : 'All changes saved';
}

function changes(count: number): string {
  return `${count} ${count === 1 ? 'change' : 'changes'}`;
}

/** Milliseconds. What is being written is not on screen yet: a quick disk is not worth a word that flickers. */
const worthSaying = 150;

/** How many are being written, once some have been for longer than that. */
function useWriting(): number {
  const writing = useDossier((state) => state.writing);
  const isWriting = writing > 0;
  const [isLong, setIsLong] = useState(false);
  if (isLong && !isWriting) setIsLong(false);
  useEffect(() => {
    if (!isWriting) return;
    const timer = setTimeout(() => setIsLong(true), worthSaying);
    return () => clearTimeout(timer);
  }, [isWriting]);
  return isLong ? writing : 0;
}

export function SavedStatus({ wire }: { wire: Wire }) {
  const pending = useDossier((state) => state.pending);
  const writing = useWriting();
  const refused = useDossier((state) => state.refused.length);
  const text = savedText(wire, { waiting: commandsAmong(pending), writing, refused });
  return (
    <span role="status" aria-label={text} className="text-xs whitespace-nowrap text-soft">
      {text}
    </span>
  );
}
