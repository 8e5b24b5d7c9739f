/** Giving up a text: nothing asks whether one is sure, and nothing is gone before the offer to have it back is. */
import { useCallback } from 'react';
import type { TextDraft } from '#src/store/use-draft.ts';
import { sayDiscarded } from './texts.ts';
import { useCommand } from './use-command.ts';

/** `whenBack` says where to find it, where that is not on screen. */
export function useDiscard(): (draft: Pick<TextDraft, 'swap'>, whenBack?: () => void) => void {
  const say = useCommand(sayDiscarded);
  return useCallback(
    (draft, whenBack) => {
      // What is written by the time it comes back changes places with it.
      const put = (text: string | null) => {
        const before = draft.swap(text);
        if (text !== null) whenBack?.();
        if (before !== null) void say({ bringBack: () => put(before) });
      };
      put(null);
    },
    [say],
  );
}
