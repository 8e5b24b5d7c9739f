/** The part of the filter bar that is loaded once the board stands. */
import { lazyPart } from '#src/ui/lazy-part.tsx';
import { PartFailed } from '#src/ui/part-failed.tsx';
import * as words from '#src/words/compiled/parts.ts';

export const FilterChoices = lazyPart({
  load: async () => (await import('./filter-choices.tsx')).FilterChoices,
  whenFailed: (failure) => (
    <PartFailed
      part={words.filterChoices()}
      failure={failure}
      className="absolute top-full left-0 z-40 mt-1.5 w-72 rounded-md border border-line bg-raised p-3 shadow-lg"
    />
  ),
});
