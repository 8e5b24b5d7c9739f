/**
 * An issue as a person fills it in, before it is an event: every field a text, as it stands in the form. What cannot be
 * recorded is said field by field, in a sentence that tells what to do.
 */
import type { Issue } from './issue.ts';
import {
  choice,
  type FormName,
  formNames,
  type Input,
  type IssueFields,
  issueFields,
} from './issue-fields.ts';
import { type Status, statuses, statusLabels } from './vocabulary.ts';

export type DraftName = FormName | 'status';

export type IssueDraft = Readonly<Record<DraftName, string>>;

export type DraftProblems = Partial<Record<DraftName, string>>;

/** A draft that has been found good. */
export type CheckedDraft = { readonly [K in FormName]: IssueFields[K] } & {
  readonly status: Status;
};

/** It changes by moving, not by editing, but a form asks for it among the fields. */
const statusInput = choice(statuses, statusLabels, 'open', 'select');

interface DraftField {
  readonly name: DraftName;
  readonly label: string;
  readonly input: Pick<Input<never>, 'kind' | 'options' | 'hint' | 'isWide' | 'empty'>;
  /** What was filled in, in words. */
  readonly words: (text: string) => string;
}

function draftField<K extends FormName>(name: K): DraftField {
  const { label, input, words } = inputOf(name);
  return {
    name,
    label,
    input,
    words: (text) => {
      const reading = input.read(text);
      return reading.ok ? words(reading.value) : text;
    },
  };
}

function inputOf<K extends FormName>(name: K) {
  const { input, ...field } = issueFields[name];
  if (input === null) throw new RangeError(`No form asks for ${name}`);
  return { ...field, input };
}

const statusField: DraftField = {
  name: 'status',
  label: 'Status',
  input: statusInput,
  words: (text) => statusInput.options.find(({ value }) => value === text)?.label ?? text,
};

/** What a form asks for, in its order: the status beside the category. */
export const draftFields: readonly DraftField[] = formNames.flatMap((name) =>
  name === 'category' ? [draftField(name), statusField] : [draftField(name)],
);

const draftNames = draftFields.map(({ name }) => name);

type SomeTexts = { -readonly [K in DraftName]?: string };

function isWholeDraft(draft: SomeTexts): draft is IssueDraft {
  return draftNames.every((name) => draft[name] !== undefined);
}

function draftFrom(write: (name: DraftName) => string): IssueDraft {
  const draft: SomeTexts = {};
  for (const name of draftNames) draft[name] = write(name);
  if (!isWholeDraft(draft)) throw new RangeError('A form asks for every field');
  return draft;
}

export const emptyDraft: IssueDraft = draftFrom((name) =>
  name === 'status' ? statusInput.empty : inputOf(name).input.empty,
);

export function draftOf(issue: Issue): IssueDraft {
  return draftFrom((name) => (name === 'status' ? issue.status : written(issue, name)));
}

function written<K extends FormName>(issue: IssueFields, name: K): string {
  return inputOf(name).input.write(issue[name]);
}

type SomeValues = { -readonly [K in FormName]?: IssueFields[K] };

function isWholeCheck(values: SomeValues): values is { [K in FormName]: IssueFields[K] } {
  return formNames.every((name) => values[name] !== undefined);
}

/** Reads one field; what is wrong with it, or null. */
function readField<K extends FormName>(name: K, draft: IssueDraft, to: SomeValues): string | null {
  const reading = inputOf(name).input.read(draft[name]);
  if (!reading.ok) return reading.problem;
  to[name] = reading.value;
  return null;
}

export function checkDraft(
  draft: IssueDraft,
):
  | { readonly ok: true; readonly draft: CheckedDraft }
  | { readonly ok: false; readonly problems: DraftProblems } {
  const values: SomeValues = {};
  const problems: DraftProblems = {};
  for (const name of formNames) {
    const problem = readField(name, draft, values);
    if (problem !== null) problems[name] = problem;
  }
  const status = statusInput.read(draft.status);
  if (!status.ok) problems.status = status.problem;
  if (!status.ok || !isWholeCheck(values)) return { ok: false, problems };
  return { ok: true, draft: { ...values, status: status.value } };
}

/** Whether a text that was kept can stand in that place of a form: a choice must still be one. */
export function isUsable(name: DraftName, text: string): boolean {
  const { kind } = name === 'status' ? statusInput : inputOf(name).input;
  if (kind === 'line' || kind === 'text') return true;
  return (name === 'status' ? statusInput.read(text) : inputOf(name).input.read(text)).ok;
}
