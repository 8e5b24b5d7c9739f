/**
 * How high the row of a card is: one height for all cards of a density, in `rem`, so that it grows with the reader's
 * letters. Cards are laid out to fit it at every width (card-face.tsx); no card makes its row higher.
 */
import { useMemo } from 'react';
import type { Issue } from '#src/domain/issue.ts';
import { useDensityHeight } from '#src/features/shared/density-height.ts';
import { useBoard } from '#src/store/hooks.ts';
import type { Density } from '#src/store/screen.ts';

export interface CardRowHeight {
  readonly density: Density;
  /** In `rem`: the card, and half of the space between two cards above and below it. */
  readonly rem: number;
  readonly pixels: number;
  /** The card alone, in `rem`. */
  readonly cardRem: number;
  /** Whether cards have room for their summaries. */
  readonly hasSummaries: boolean;
}

/** Heights of a card in the comfortable density, in `rem`. */
const comfortable = { alone: 4.75, withSummary: 5.5 };

/** Space between two cards, in `rem`. */
const gaps: Readonly<Record<Density, number>> = { comfortable: 0.5, compact: 0.25 };

/** All cards are as high as one with a summary, where any issue has one. */
export function useCardRowHeight(): CardRowHeight {
  const hasSummaries = useBoard(({ issues }) => hasSummary(issues.values()));
  const height = hasSummaries ? comfortable.withSummary : comfortable.alone;
  const { density, rem: cardRem, size } = useDensityHeight(height);
  return useMemo(() => {
    const rem = cardRem + gaps[density];
    return { density, rem, pixels: rem * size, cardRem, hasSummaries };
  }, [density, cardRem, size, hasSummaries]);
}

function hasSummary(issues: Iterable<Issue>): boolean {
  for (const { summary } of issues) if (summary !== '') return true;
  return false;
}
