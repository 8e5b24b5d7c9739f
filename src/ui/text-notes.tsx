/** What a form says of a text in it that is not saved: that it is back, that there is another, what became of its place. */
import type { ReactNode } from 'react';
import * as words from '#src/words/compiled/unsaved-text.ts';
import { Button } from './button.tsx';

interface UnsavedTextProps {
  /** Whether the text in the form was begun before. */
  readonly isBack: boolean;
  readonly onStartOver: () => void;
  /** Brings another one; null where there is none. */
  readonly onBringOther: (() => void) | null;
}

export function UnsavedText({ isBack, onStartOver, onBringOther }: UnsavedTextProps) {
  if (!isBack && !onBringOther) return null;
  return (
    <p className="flex flex-wrap items-center justify-between gap-x-3 text-sm text-soft">
      {isBack ? words.isBack() : words.otherIsKept()}
      <Button
        tone="quiet"
        className="-mr-3"
        onClick={() => (isBack ? onStartOver() : onBringOther?.())}
      >
        {isBack ? words.startOver() : words.bringBack()}
      </Button>
    </p>
  );
}

/** Comes up while someone types: it is said at once. */
export function LostPlace({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="rounded-md bg-problem-well px-3 py-2 text-sm">
      {children}
    </p>
  );
}
