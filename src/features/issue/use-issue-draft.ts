/**
 * An issue being filled in, kept on this device at every keystroke until it is saved or given up. What is kept
 * is what differs from the issue, so that a change made elsewhere meanwhile is neither hidden nor undone.
 */
import { type DraftName, draftFields, type IssueDraft, isUsable } from '#src/domain/issue-draft.ts';
import { useStores } from '#src/store/hooks.ts';
import { type TextDraft, useDraft } from '#src/store/use-draft.ts';

type Changes = { -readonly [K in keyof IssueDraft]?: IssueDraft[K] };

export interface KeptDraft {
  readonly draft: IssueDraft;
  /** As it is kept. */
  readonly kept: TextDraft;
  change(part: Partial<IssueDraft>): IssueDraft;
  /** To be called once these fields of `sent`, a text as it was kept, have been recorded; the others stay. */
  savedFields(names: readonly DraftName[], sent: string): void;
}

/**
 * `name` says what is being filled in; `base` is what the form holds before anything is typed; `isStored`, whether an
 * issue like the one filled in before is there already.
 */
export function useIssueDraft(
  name: string,
  base: IssueDraft,
  isStored: (draft: IssueDraft) => boolean,
): KeptDraft {
  const { drafts } = useStores();
  const filledIn = (text: string) => ({ ...base, ...readChanges(text) });
  const kept = useDraft(name, {
    isStored: (text) => {
      const draft = filledIn(text);
      return writeChanges(base, draft) === '' || isStored(draft);
    },
  });
  const draft = filledIn(kept.text);
  return {
    draft,
    kept,
    change: (part) => {
      const next = { ...draft, ...part };
      kept.write(writeChanges(base, next));
      return next;
    },
    savedFields: (names, sent) => {
      const rest = readChanges(sent);
      for (const field of names) delete rest[field];
      if (Object.keys(rest).length === 0) {
        kept.saved(sent);
      } else if (drafts.store.getState().texts.get(name)?.text === sent) {
        kept.write(JSON.stringify(rest));
      }
    },
  };
}

function writeChanges(base: IssueDraft, draft: IssueDraft): string {
  const before = new Map<string, unknown>(Object.entries(base));
  const changed = Object.entries(draft).filter(([field, value]) => before.get(field) !== value);
  return changed.length === 0 ? '' : JSON.stringify(Object.fromEntries(changed));
}

/** What cannot be read, of another version or written by hand, is as if it were not there. */
export function readChanges(text: string): Changes {
  const fields = fieldsOf(text);
  const changes: Changes = {};
  for (const { name } of draftFields) {
    const value = fields.get(name);
    if (typeof value === 'string' && isUsable(name, value)) changes[name] = value;
  }
  return changes;
}

function fieldsOf(text: string): ReadonlyMap<string, unknown> {
  if (text === '') return new Map();
  try {
    const value: unknown = JSON.parse(text);
    return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  } catch {
    return new Map();
  }
}
