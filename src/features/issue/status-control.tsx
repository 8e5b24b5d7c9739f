/** Where the issue stands, as three radios that move it. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { moveIssue } from '#src/commands/move-issue.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Issue } from '#src/domain/issue.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useReadOnly } from '#src/store/hooks.ts';
import { entryLabel } from '#src/words/fields.ts';
import { statusLabel } from '#src/words/vocabulary.ts';

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/**
 * An arrow goes to a status without choosing it; Space, Enter or a click does. Each choice is a move on record, and who
 * passes “Under discussion” on the way to “Resolved” has not put the issue there.
 */
export function StatusControl({ issue }: { issue: Issue }) {
  const { id, status } = issue;
  const move = useCommand(moveIssue);
  const isReadOnly = useReadOnly();
  const isOff = isReadOnly || issue.removed !== null;
  const group = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<Status | null>(null);
  const choose = (to: Status) => {
    setReached(null);
    if (to !== status)
      void move({ issue: id, status: to, place: { kind: 'top' }, takesFocus: false });
  };
  const walk = (event: KeyboardEvent, from: Status) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { length } = statuses;
    const next = statuses[(statuses.indexOf(from) + step + length) % length];
    if (next === undefined) return;
    setReached(next);
    group.current?.querySelector<HTMLElement>(`[data-status="${next}"]`)?.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={entryLabel('status')}
      aria-disabled={isOff || undefined}
      onBlur={({ relatedTarget }) => {
        if (!group.current?.contains(relatedTarget)) setReached(null);
      }}
      className="inline-flex max-w-full flex-wrap gap-0.5 justify-self-start rounded-md bg-well p-0.5"
    >
      {statuses.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: the browser's own radio chooses whatever an arrow passes
        <button
          key={option}
          type="button"
          role="radio"
          aria-checked={option === status}
          data-status={option}
          tabIndex={option === (reached ?? status) ? 0 : -1}
          disabled={isOff}
          onClick={() => choose(option)}
          onKeyDown={(event) => walk(event, option)}
          className="inline-flex h-7 items-center gap-1.5 rounded-sm px-2.5 text-sm whitespace-nowrap text-soft transition-colors duration-100 enabled:hover:text-ink aria-checked:bg-surface aria-checked:font-semibold aria-checked:text-ink aria-checked:shadow-sm aria-checked:ring-1 aria-checked:ring-line max-sm:h-11 pointer-coarse:h-11 print:px-0 print:ring-0! print:shadow-none! print:aria-checked:inline-flex!"
        >
          <StatusShape status={option} />
          {statusLabel(option)}
        </button>
      ))}
    </div>
  );
}
