/** Whether what the user did is safe, in the header's few words (safety.ts). */
import { useEffect, useState } from 'react';
import type { Wire } from '#src/api/use-exchange.ts';
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

/** Milliseconds. A quick disk is not worth a word that flickers. */
const worthSaying = 150;

/** The text, but one of a passing state only once it has lasted; until then, the one before. */
function useSteady(text: string, isPassing: boolean): string {
  const [shown, setShown] = useState(text);
  const [isLong, setIsLong] = useState(false);
  if (!isPassing && isLong) setIsLong(false);
  if (!isPassing && shown !== text) setShown(text);
  useEffect(() => {
    if (!isPassing) return;
    const timer = setTimeout(() => setIsLong(true), worthSaying);
    return () => clearTimeout(timer);
  }, [isPassing]);
  return isPassing && !isLong ? shown : text;
}

export function SavedStatus({ wire }: { wire: Wire }) {
  const safety = useSafety(wire);
  const text = useSteady(savedText(safety), safety.kind === 'saving');
  return (
    <span role="status" aria-label={text} className="text-xs whitespace-nowrap text-soft">
      {text}
    </span>
  );
}
