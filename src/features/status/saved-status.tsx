/** Whether what the user did is safe, in the header's few words (safety.ts). */
import { useEffect, useState } from 'react';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { useDossier } from '#src/store/hooks.ts';
import { type Safety, safetyOf, savedText } from './safety.ts';

export function useSafety(wire: Wire): Safety {
  const opening = useDossier((state) => state.opening);
  const durability = useDossier((state) => state.durability);
  const unwritten = useDossier((state) => state.unwritten);
  const writeFailure = useDossier((state) => state.writeFailure);
  const pending = useDossier((state) => state.pending);
  const held = useDossier((state) => state.held);
  const refused = useDossier((state) => state.refused);
  const facts = { opening, durability, unwritten, writeFailure, pending, held, refused };
  return safetyOf(facts, wire);
}

/** Milliseconds for which “Saving…” is read at least: shorter, it would flicker. Nothing is called saved before it is. */
const readable = 300;

function useSteady(safety: Safety): Safety {
  const isSaving = safety.kind === 'saving';
  const [wasSaving, setWasSaving] = useState(false);
  const [isFresh, setIsFresh] = useState(false);
  if (isSaving !== wasSaving) {
    setWasSaving(isSaving);
    if (isSaving) setIsFresh(true);
  }
  useEffect(() => {
    if (!isFresh) return;
    const timer = setTimeout(() => setIsFresh(false), readable);
    return () => clearTimeout(timer);
  }, [isFresh]);
  return isFresh && safety.kind === 'saved' ? { kind: 'saving' } : safety;
}

export function SavedStatus({ wire }: { wire: Wire }) {
  const safety = useSteady(useSafety(wire));
  const text = savedText(safety);
  const isCalm = safety.kind === 'saved' || safety.kind === 'saving';
  return (
    // Read out where something is wrong: that all is well need not be said at each step.
    <span
      role="status"
      aria-live={isCalm ? 'off' : 'polite'}
      aria-label={text}
      className="text-xs whitespace-nowrap text-soft"
    >
      {text}
    </span>
  );
}
