/** A region of the panel, with its heading and how many entries it has. */
import { type ReactNode, useId } from 'react';

interface PanelSectionProps {
  readonly heading: string;
  readonly count?: number;
  readonly children: ReactNode;
}

export function PanelSection({ heading, count, children }: PanelSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex items-baseline gap-2 border-line border-b pb-1">
        <h3 id={id} className="text-sm font-semibold">
          {heading}
        </h3>
        {count !== undefined && count > 0 && (
          <span className="text-xs text-soft tabular-nums">{count}</span>
        )}
      </div>
      {children}
    </section>
  );
}
