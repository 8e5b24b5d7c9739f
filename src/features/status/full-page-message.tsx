/** A state that takes the whole page: nothing to show, and what to do about it. */
import type { ReactNode } from 'react';

interface FullPageMessageProps {
  readonly heading: string;
  /** The page has no other level 1 heading. */
  readonly level: 1 | 2;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function FullPageMessage({ heading, level, children, actions }: FullPageMessageProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="mx-auto grid max-w-md gap-3 px-5 py-16 text-center">
      <Heading className="text-xl font-semibold">{heading}</Heading>
      <div className="grid gap-2 text-soft">{children}</div>
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
