/** A circle that is empty, half full or full: ○ ◐ ●, in the colour of ink. It stands beside a word. */
export type Fill = 'none' | 'half' | 'whole';

export function Circle({ fill }: { fill: Fill }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 shrink-0 text-ink">
      <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {fill === 'half' && <path d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />}
      {fill === 'whole' && <circle cx="6" cy="6" r="4.75" fill="currentColor" />}
    </svg>
  );
}
