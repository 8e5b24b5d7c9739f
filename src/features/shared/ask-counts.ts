/** How many of a party's asks that are shown stand where. */
import { cellKey } from '#src/domain/cells.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { cellOf, type Shown } from '#src/store/selectors.ts';
import type { AskCounts } from '#src/words/headline.ts';

export function askCountsOf(shown: Shown, party: PartyCode): AskCounts {
  const count = (status: Status) => cellOf(shown, cellKey(party, status)).shown.length;
  return {
    party,
    resolved: count('resolved'),
    underDiscussion: count('under-discussion'),
    open: count('open'),
  };
}
