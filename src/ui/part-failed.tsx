/** What the page says where a part of it could not be loaded or drawn, and what can be done about it. */
import type { ReactNode } from 'react';
import * as words from '#src/words/compiled/ui.ts';
import { Button } from './button.tsx';
import type { Failure } from './lazy-part.tsx';

/** `part`: “The table”. What happened, what is kept. */
function failureText(part: string, { cause, reason }: Failure): string {
  switch (cause) {
    case 'unreachable':
      return words.partUnreachable({ part });
    case 'missing':
      return words.partMissing({ part });
    case 'broken':
      return words.partBroken({ part, reason: reason.replace(/[.\s]+$/, '') });
  }
}

/** For a part without a place of its own: what is said elsewhere, and how it is asked for again. */
export function missedPart(part: string, failure: Failure, again: () => void) {
  const canReload = failure.cause !== 'unreachable';
  return { text: failureText(part, failure), canReload, again };
}

interface PartFailedProps {
  readonly part: string;
  readonly failure: Failure;
  /** Further ways out. */
  readonly children?: ReactNode;
  readonly className?: string;
}

export function PartFailed({ part, failure, children, className = '' }: PartFailedProps) {
  const { isTrying, retry, cause } = failure;
  return (
    <div
      role="alert"
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 text-sm print:hidden ${className}`}
    >
      <p className="min-w-0 flex-1 basis-64 wrap-anywhere">{failureText(part, failure)}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={retry} aria-disabled={isTrying}>
          {isTrying ? words.trying() : words.tryAgain()}
        </Button>
        {/* Only where the page would come: without a server, what is here is better than nothing. */}
        {cause !== 'unreachable' && (
          <Button onClick={() => window.location.reload()}>{words.reload()}</Button>
        )}
        {children}
      </div>
    </div>
  );
}
