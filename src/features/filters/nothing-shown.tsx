/** What the board says when it has nothing to show: no issue yet, or none that the filters let through. */
import { clearFilters, openDialog } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { Button } from '#src/ui/button.tsx';
import { formatCount } from '#src/ui/format-count.ts';
import { focusAfterKey } from './search-box.tsx';

export function NothingShown({ shown, total }: { shown: number; total: number }) {
  const clear = useCommand(clearFilters);
  const open = useCommand(openDialog);
  if (shown > 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-edge border-dashed px-4 py-3">
      <p className="min-w-0 flex-1 basis-64">
        {total === 0 ? (
          <>
            <strong className="font-semibold">Nothing is on the table yet.</strong> Add what one
            side asks of the other; it appears here.
          </>
        ) : (
          <>
            <strong className="font-semibold">No issue matches these filters.</strong>{' '}
            {total === 1 ? 'The one there is, is hidden.' : `All ${formatCount(total)} are hidden.`}
          </>
        )}
      </p>
      {total === 0 ? (
        <Button onClick={() => void open({ kind: 'add-issue' })}>Add the first issue</Button>
      ) : (
        <Button
          onClick={(event) => {
            focusAfterKey(event);
            void clear();
          }}
        >
          Show all issues
        </Button>
      )}
    </div>
  );
}
