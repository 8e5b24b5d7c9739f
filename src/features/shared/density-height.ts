/** How much room the reader gives a card or a row: in the comfortable density each has its own, in the other one line. */
import { useScreen } from '#src/store/hooks.ts';
import type { Density } from '#src/store/screen.ts';
import { useMedia } from '#src/ui/use-media.ts';
import { useRootSize } from '#src/ui/use-root-size.ts';

/** Heights of one line, in `rem`; for fingers as high as a fingertip. */
const oneLine = { byMouse: 2, byFinger: 2.75 };

interface DensityHeight {
  readonly density: Density;
  /** In `rem`, so that it grows with the reader's letters. */
  readonly rem: number;
  /** Pixels of one `rem`. */
  readonly size: number;
}

/** `comfortable`: the height in that density, in `rem`. */
export function useDensityHeight(comfortable: number): DensityHeight {
  const density = useScreen((state) => state.density);
  const isCoarse = useMedia('(pointer: coarse)');
  const size = useRootSize();
  const compact = isCoarse ? oneLine.byFinger : oneLine.byMouse;
  return { density, rem: density === 'comfortable' ? comfortable : compact, size };
}
