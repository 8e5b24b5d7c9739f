/** Says, as long as a past date is shown, that it is one, and leads back. */
import { History } from 'lucide-react';
import { showPresent } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { useMoment } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import * as words from '#src/words/compiled/replay.ts';
import { formatMomentInFull } from '#src/words/dates.ts';

export function PastNote() {
  const moment = useMoment();
  const leave = useCommand(showPresent);
  if (moment === null) return null;
  return (
    <div
      role="note"
      className="border-accent border-b-2 bg-raised px-3 py-2 text-sm sm:px-5 print:hidden"
    >
      <div className="page-width flex flex-wrap items-center gap-x-3 gap-y-2">
        <History aria-hidden="true" className="size-4 shrink-0 text-accent" />
        <p className="min-w-0 flex-1 basis-56">
          <strong className="font-semibold">
            {words.asItStood({ day: formatMomentInFull(moment) })}
          </strong>
          <span className="text-soft"> · {words.toRead()}</span>
        </p>
        <Button onClick={() => void leave()}>{words.backToToday()}</Button>
      </div>
    </div>
  );
}
