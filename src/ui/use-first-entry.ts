import { type FocusEvent, useRef, useState } from 'react';

/**
 * What a menu's popup does when the focus comes to it: opened by a key, it begins at its first entry, as menus do;
 * opened by a pointer, at none.
 */
export function useFirstEntry(): (event: FocusEvent<HTMLElement>) => void {
  const [isByKey] = useState(() => document.activeElement?.matches(':focus-visible') === true);
  const hasBegun = useRef(false);
  return ({ target, currentTarget }) => {
    if (hasBegun.current || target !== currentTarget) return;
    hasBegun.current = true;
    if (!isByKey) return;
    currentTarget
      .querySelector<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])')
      ?.focus();
  };
}
