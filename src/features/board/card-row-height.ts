/**
 * How high the row of a card is: one height for all cards of a density, in `rem`, so that it grows with the reader's
 * letters. Cards are laid out to fit it at every width (card-face.tsx); no card makes its row higher.
 */
import { useMemo } from 'react';
import { useScreen } from '#src/store/hooks.ts';
import type { Density } from '#src/store/screen.ts';
import { useMedia } from '#src/ui/use-media.ts';
import { useRootSize } from '#src/ui/use-root-size.ts';

export interface CardRowHeight {
  readonly density: Density;
  /** In `rem`: the card, and half of the space between two cards above and below it. */
  readonly rem: number;
  readonly pixels: number;
  /** The card alone, in `rem`. */
  readonly cardRem: number;
}

/** Heights of a card and of the space between two, in `rem`. */
const comfortable = { card: 4.75, gap: 0.5 };
const compact = { card: 2, gap: 0.25 };
/** As high as a fingertip. */
const compactForFingers = { card: 2.75, gap: 0.25 };

export function useCardRowHeight(): CardRowHeight {
  const density = useScreen((state) => state.density);
  const isCoarse = useMedia('(pointer: coarse)');
  const size = useRootSize();
  return useMemo(() => {
    const oneLine = isCoarse ? compactForFingers : compact;
    const { card, gap } = density === 'comfortable' ? comfortable : oneLine;
    const rem = card + gap;
    return { density, rem, pixels: rem * size, cardRem: card };
  }, [density, isCoarse, size]);
}
