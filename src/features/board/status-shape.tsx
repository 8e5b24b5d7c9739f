/** A status as a shape, so that it never rests on colour alone: ○ open, ◐ under discussion, ● resolved. */
import type { Status } from '#src/domain/vocabulary.ts';

export function StatusShape({ status }: { status: Status }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 shrink-0 text-ink">
      <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {status === 'under-discussion' && (
        <path d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />
      )}
      {status === 'resolved' && <circle cx="6" cy="6" r="4.75" fill="currentColor" />}
    </svg>
  );
}
