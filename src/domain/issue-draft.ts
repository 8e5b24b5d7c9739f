/**
 * An issue as a person fills it in, before it is an event. Tags are one line of words between commas. What
 * cannot be recorded is said field by field, in a sentence that tells what to do.
 */
import type { IssueEdited } from './event.ts';
import type { PartyCode } from './ids.ts';
import { inserted } from './inserted-text.ts';
import type { Issue } from './issue.ts';
import { limits } from './parse-event.ts';
import type { Basis, Category, Status } from './vocabulary.ts';
import { shorten } from './whole-characters.ts';
import { isBlank, unstorableProblem } from './written-text.ts';

export interface IssueDraft {
  readonly title: string;
  readonly asker: PartyCode | null;
  readonly basis: Basis;
  readonly summary: string;
  readonly category: Category;
  readonly tags: string;
  readonly status: Status;
}

export type DraftProblems = Partial<Record<keyof IssueDraft, string>>;

/** A draft that has been found good. */
export interface CheckedDraft {
  readonly title: string;
  readonly asker: PartyCode;
  readonly basis: Basis;
  readonly summary: string;
  readonly category: Category;
  readonly tags: readonly string[];
  readonly status: Status;
}

export const emptyDraft: IssueDraft = {
  title: '',
  asker: null,
  basis: 'inferred',
  summary: '',
  category: 'import-policies',
  tags: '',
  status: 'open',
};

export function draftOf(issue: Issue): IssueDraft {
  const { title, asker, basis, summary, category, tags, status } = issue;
  return { title, asker, basis, summary, category, tags: tags.join(', '), status };
}

/** Words between commas, each once in whatever letter case, as it was written first. */
export function splitTags(text: string): readonly string[] {
  const tags = new Map<string, string>();
  for (const part of text.split(',')) {
    const tag = part.trim();
    const key = tag.toLowerCase();
    if (!isBlank(tag) && !tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()];
}

export function checkDraft(
  draft: IssueDraft,
):
  | { readonly ok: true; readonly draft: CheckedDraft }
  | { readonly ok: false; readonly problems: DraftProblems } {
  const title = draft.title.trim();
  const summary = draft.summary.trim();
  const problems: DraftProblems = {};
  const inTitle = isBlank(title)
    ? 'Give the issue a title.'
    : textProblem(draft.title, limits.title);
  const inSummary = textProblem(draft.summary, limits.summary);
  const inTags = tagsProblem(draft.tags);
  if (inTitle !== null) problems.title = inTitle;
  if (draft.asker === null) problems.asker = 'Say who asks for it.';
  if (inSummary !== null) problems.summary = inSummary;
  if (inTags !== null) problems.tags = inTags;
  if (draft.asker === null || Object.keys(problems).length > 0) return { ok: false, problems };
  const tags = splitTags(draft.tags);
  return { ok: true, draft: { ...draft, asker: draft.asker, title, summary, tags } };
}

/** “The tag “Rules of origin for m…” is longer than 40 characters.” */
function tagTooLong(tag: string): string {
  return `The tag “${inserted(shorten(tag, 20))}” is longer than ${limits.tag} characters.`;
}

/** 1 → “1 character”, 3 → “3 characters”. */
export function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

/** What is wrong with a text that may be empty, as a sentence; null where it can be recorded. */
function textProblem(text: string, most: number): string | null {
  const { length } = text.trim();
  if (length > most) return `Shorten it by ${characters(length - most)}: ${most} at most.`;
  return unstorableProblem(text);
}

/** What is wrong with a line of tags, as a sentence; null where they can be recorded. */
export function tagsProblem(text: string): string | null {
  const tags = splitTags(text);
  const long = tags.find((tag) => tag.length > limits.tag);
  if (long !== undefined) return tagTooLong(long);
  if (tags.length > limits.tags) {
    return `${tags.length} tags are too many: ${limits.tags} at most.`;
  }
  return unstorableProblem(text);
}

/** The fields in which a draft differs from the issue; null where nothing but the status may differ. */
export function editOf(issue: Issue, draft: CheckedDraft): IssueEdited | null {
  const edit: { -readonly [K in keyof IssueEdited]: IssueEdited[K] } = {};
  if (draft.title !== issue.title) edit.title = draft.title;
  if (draft.summary !== issue.summary) edit.summary = draft.summary;
  if (draft.asker !== issue.asker) edit.asker = draft.asker;
  if (draft.basis !== issue.basis) edit.basis = draft.basis;
  if (draft.category !== issue.category) edit.category = draft.category;
  if (draft.tags.join('\n') !== issue.tags.join('\n')) edit.tags = draft.tags;
  return Object.keys(edit).length === 0 ? null : edit;
}
