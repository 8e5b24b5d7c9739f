/** What the board says when it has nothing to show: no issue yet, or none that the filters let through. */
import type { ReactNode } from 'react';
import { clearFilters, openDialog } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { Button } from '#src/ui/button.tsx';
import { phrase } from '#src/ui/phrase.ts';
import * as words from '#src/words/compiled/filters.ts';
import { focusAfterKey } from './search-box.tsx';

function strong(inner: ReactNode): ReactNode {
  return <strong className="font-semibold">{inner}</strong>;
}

export function NothingShown({ count, total }: { count: number; total: number }) {
  const clear = useCommand(clearFilters);
  const open = useCommand(openDialog);
  if (count > 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-edge border-dashed px-4 py-3">
      <p className="min-w-0 flex-1 basis-64">
        {phrase(
          total === 0
            ? words.nothingYet({ b: strong })
            : words.noneMatches({ count: total, b: strong }),
        )}
      </p>
      {total === 0 ? (
        <Button onClick={() => void open({ kind: 'add-issue' })}>{words.addFirst()}</Button>
      ) : (
        <Button
          onClick={(event) => {
            focusAfterKey(event);
            void clear();
          }}
        >
          {words.showAll()}
        </Button>
      )}
    </div>
  );
}
