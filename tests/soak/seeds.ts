/**
 * The seeds of runs that found something, each with a word of what it found: `npm run soak -- --kept` runs them again.
 * A seed decides what is tried; how fast the browser is decides what comes of it, so one run may not be enough.
 */
export interface KeptSeed {
  readonly seed: number;
  readonly found: string;
}

export const keptSeeds: readonly KeptSeed[] = [
  {
    seed: 2,
    found: 'pressed in two tabs at once, “Record again” records all that is held back twice',
  },
];
