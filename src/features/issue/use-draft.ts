/** A text being written, kept on this device at every keystroke, so that a reload loses none of it. */
import { useState } from 'react';
import { useDossier, useStores } from '#src/store/hooks.ts';

function keyOf(dossier: string, name: string): string {
  return `parley.draft.${dossier}.${name}`;
}

/** Whether something was being written under this name when the component came on screen. */
export function useHadDraft(name: string): boolean {
  const { keyValue } = useStores();
  const dossier = useDossier((state) => state.dossier);
  const [had] = useState(() => keyValue.get(keyOf(dossier, name)) !== null);
  return had;
}

/** `name` says what is being written, unique within the dossier. */
export function useDraft(name: string, initial: string): [string, (text: string) => void] {
  const { keyValue } = useStores();
  const dossier = useDossier((state) => state.dossier);
  const key = keyOf(dossier, name);
  const [draft, setDraft] = useState({ key, text: keyValue.get(key) ?? initial });
  const current = draft.key === key ? draft.text : (keyValue.get(key) ?? initial);
  const write = (text: string) => {
    keyValue.set(key, text === initial ? null : text);
    setDraft({ key, text });
  };
  return [current, write];
}
