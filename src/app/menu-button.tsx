/** A button in the header that opens a menu. */
import { type ComponentProps, type ReactNode, useState } from 'react';
import type { HeaderMenu } from './parts.tsx';

/** What its menu is given by the button, beside what stands in it. */
export type MenuPlace = Omit<ComponentProps<typeof HeaderMenu>, 'entries'>;

interface MenuButtonProps {
  readonly label: string;
  readonly className: string;
  /** Drawn while it is open. */
  readonly menu: (place: MenuPlace) => ReactNode;
  readonly children: ReactNode;
}

export function MenuButton({ label, className, menu, children }: MenuButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <span className="relative inline-flex">
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(anchor ? null : currentTarget)}
        className={`inline-flex items-center gap-1 rounded-md text-sm whitespace-nowrap text-soft select-none hover:bg-well hover:text-ink aria-expanded:bg-well aria-expanded:text-ink ${className}`}
      >
        {children}
      </button>
      {anchor && menu({ label, anchor, onClose: () => setAnchor(null) })}
    </span>
  );
}
