import { saving } from '#src/words/compiled/ui.ts';

/** Says that what was asked for is under way; only where it takes long enough to be wondered about. */
export function Saving({ className = '' }: { className?: string }) {
  return <span className={`delayed text-xs text-soft ${className}`}>{saving()}</span>;
}
