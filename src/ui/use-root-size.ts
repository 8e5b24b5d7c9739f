/** What `1rem` is in CSS pixels: what is laid out in `rem`, so that it grows with the reader's letters, is scrolled in pixels. */
import { useEffect, useState } from 'react';

/** Where there is no layout to ask. */
const usual = 16;

function readRootSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || usual;
}

export function useRootSize(): number {
  const [size, setSize] = useState(readRootSize);
  useEffect(() => {
    // No event tells of another size of letters; something that is one letter wide does.
    const probe = document.createElement('div');
    probe.style.cssText = 'position:fixed;width:1rem;height:0;visibility:hidden';
    document.body.append(probe);
    const observer = new ResizeObserver(() => setSize(readRootSize()));
    observer.observe(probe);
    return () => {
      observer.disconnect();
      probe.remove();
    };
  }, []);
  return size;
}
