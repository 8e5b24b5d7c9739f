/** React's way to a text being written: what is typed is kept as it is typed, and what was typed before is here again. */
import { useEffect, useRef, useState } from 'react';
import { useDrafts, useStores } from './hooks.ts';

export interface TextDraft {
  /** What the box shows. */
  readonly text: string;
  readonly isChanged: boolean;
  /** Whether it was begun before the box came on screen. */
  readonly isBack: boolean;
  /** Whether a later page will find it. */
  readonly isOnDevice: boolean;
  /** Brings a further text here that was left under this name; null where there is none, or no room for it. */
  readonly bringOther: (() => void) | null;
  write(text: string): void;
  /** Puts this in its place, or nothing; returns what was kept, or null. */
  swap(text: string | null): string | null;
  /** To be called once `sent` has been recorded, with the box on screen or not; false where more was typed since. */
  saved(sent: string, leaves?: 'the rest' | 'the whole'): boolean;
}

interface DraftOptions {
  /** What the box holds before anything is typed. */
  readonly initial?: string;
  /** Whether a text from before has been recorded after all, by a page that went before it could say so. */
  readonly isStored?: (text: string) => boolean;
}

/** `name` says what is being written, unique within the dossier, and stays the same as long as the box is there. */
export function useDraft(name: string, options: DraftOptions = {}): TextDraft {
  const { initial = '', isStored } = options;
  const { drafts } = useStores();
  const kept = useDrafts(({ texts }) => texts.get(name));
  const [wasThere, setWasThere] = useState(kept !== undefined);
  const [hasOther, setHasOther] = useState(false);
  const isTouched = useRef(false);
  const text = kept?.text;

  useEffect(() => void drafts.claim(name), [drafts, name]);

  useEffect(() => {
    if (text === undefined || isTouched.current) return;
    if (text === initial || isStored?.(text)) drafts.write(name, null);
  });

  const wasFree = useRef(text === undefined);
  useEffect(() => {
    const isFree = text === undefined;
    if (isFree === wasFree.current) return;
    wasFree.current = isFree;
    if (!isFree) setHasOther(false);
    else void drafts.isLeft(name).then(setHasOther);
  }, [drafts, name, text]);

  return {
    text: text ?? initial,
    isChanged: text !== undefined && text !== initial,
    isBack: kept !== undefined && (wasThere || kept.isBack),
    isOnDevice: kept?.isOnDevice ?? true,
    bringOther: hasOther
      ? () => {
          isTouched.current = false;
          setHasOther(false);
          void drafts.claim(name);
        }
      : null,
    write: (next) => {
      isTouched.current = true;
      drafts.write(name, next === initial ? null : next);
    },
    swap: (next) => {
      if (next === null) setWasThere(false);
      return drafts.swap(name, next);
    },
    saved: (sent, leaves = 'the whole') => drafts.saved(name, sent, leaves),
  };
}
