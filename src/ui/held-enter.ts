/**
 * A key held down is one press: what Enter does, it does once, and not again to whatever has the focus after it. In a
 * text of many lines it goes on making lines.
 */
import { useEffect } from 'react';

export function useHeldEnter(): void {
  useEffect(() => {
    const stopRepeats = (event: KeyboardEvent) => {
      const isLine =
        event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey;
      if (event.key !== 'Enter' || !event.repeat || isLine) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', stopRepeats, { capture: true });
    return () => document.removeEventListener('keydown', stopRepeats, { capture: true });
  }, []);
}
