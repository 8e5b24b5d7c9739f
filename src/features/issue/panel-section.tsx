/** A region of the panel, with its heading and how many entries it has. */
import { type ReactNode, useId } from 'react';
import { formatCount } from '#src/words/numbers.ts';

/** The heading of the section that this is in, which takes the focus where nothing else is left to. */
export function headingOver(element: Element | null): HTMLElement | null {
  return element?.closest('section')?.querySelector<HTMLElement>('[data-section-heading]') ?? null;
}

interface PanelSectionProps {
  readonly heading: string;
  readonly count?: number;
  readonly children: ReactNode;
}

export function PanelSection({ heading, count, children }: PanelSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex items-baseline gap-2 border-line border-b pb-1 break-after-avoid">
        <h3
          id={id}
          data-section-heading=""
          tabIndex={-1}
          className="text-sm font-semibold outline-none"
        >
          {heading}
        </h3>
        {count !== undefined && count > 0 && (
          <span className="text-xs text-soft tabular-nums">{formatCount(count)}</span>
        )}
      </div>
      {children}
    </section>
  );
}
