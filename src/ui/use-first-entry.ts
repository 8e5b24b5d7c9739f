import { type FocusEvent, useEffect, useRef, useState } from 'react';

/**
 * What a menu's popup does when the focus comes to it: opened by a key, it begins at its first entry, as menus do;
 * opened by a pointer, at none. `isWhole`: no entry is still to come, before the ones that are there.
 */
export function useFirstEntry(isWhole = true): (event: FocusEvent<HTMLElement>) => void {
  const [isByKey] = useState(() => document.activeElement?.matches(':focus-visible') === true);
  const popup = useRef<HTMLElement | null>(null);
  const begin = () => {
    const { current } = popup;
    if (!isByKey || !isWhole || document.activeElement !== current) return;
    current?.querySelector<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])')?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins once, when all of it is there
  useEffect(begin, [isWhole]);
  return ({ target, currentTarget }) => {
    if (popup.current !== null || target !== currentTarget) return;
    popup.current = currentTarget;
    begin();
  };
}
