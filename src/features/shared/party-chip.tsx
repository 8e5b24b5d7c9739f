/** A party as whose ask an issue is, in its colour and by its name: “US ask”. What holds it says which party it is. */
import type { PartyCode } from '#src/domain/ids.ts';
import { askOf } from '#src/words/parties.ts';

export function PartyChip({ asker, className = '' }: { asker: PartyCode; className?: string }) {
  return (
    <span className={`rounded-sm bg-party-well px-1.5 font-semibold text-party ${className}`}>
      {askOf(asker)}
    </span>
  );
}
