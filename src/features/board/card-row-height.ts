/**
 * How high the row of a card is: one height for all cards of a density, in `rem`, so that it grows with the reader's
 * letters. Cards are laid out to fit it at every width (card-face.tsx); no card makes its row higher.
 */
import { useMemo } from 'react';
import { useDensityHeight } from '#src/features/shared/density-height.ts';
import type { Density } from '#src/store/screen.ts';

export interface CardRowHeight {
  readonly density: Density;
  /** In `rem`: the card, and half of the space between two cards above and below it. */
  readonly rem: number;
  readonly pixels: number;
  /** The card alone, in `rem`. */
  readonly cardRem: number;
}

/** Height of a card in the comfortable density, in `rem`. */
const comfortable = 4.75;

/** Space between two cards, in `rem`. */
const gaps: Readonly<Record<Density, number>> = { comfortable: 0.5, compact: 0.25 };

export function useCardRowHeight(): CardRowHeight {
  const { density, rem: cardRem, size } = useDensityHeight(comfortable);
  return useMemo(() => {
    const rem = cardRem + gaps[density];
    return { density, rem, pixels: rem * size, cardRem };
  }, [density, cardRem, size]);
}
