/** The board's outline while the dossier is on its way. */
import { statuses } from '#src/domain/vocabulary.ts';

export function BoardSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-4">
      {[0, 1].map((lane) => (
        <div key={lane} className="grid gap-2">
          <div className="my-0.5 h-5 w-28 rounded-sm bg-well" />
          <div className="grid gap-3 sm:grid-cols-3">
            {statuses.map((status) => (
              <div key={status} className="grid gap-2 rounded-lg bg-well p-2 pt-8">
                <div className="h-19 animate-pulse rounded-md bg-surface" />
                <div className="h-19 animate-pulse rounded-md bg-surface" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
