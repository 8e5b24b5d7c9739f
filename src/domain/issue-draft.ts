/**
 * An issue as a person fills it in, before it is an event: every field a text, as it stands in the form. What cannot be
 * recorded is said field by field.
 */
import type { Issue } from './issue.ts';
import {
  choice,
  type EditedFields,
  type FormName,
  formNames,
  type Input,
  type IssueFields,
  issueFields,
  type Reading,
} from './issue-fields.ts';
import type { EntryProblem } from './problem.ts';
import { type Status, statuses } from './vocabulary.ts';

export type DraftName = FormName | 'status';

export type IssueDraft = Readonly<Record<DraftName, string>>;

export type DraftProblems = Partial<Record<DraftName, EntryProblem>>;

/** A draft that has been found good. */
export type CheckedDraft = { readonly [K in FormName]: IssueFields[K] } & {
  readonly status: Status;
};

/** It changes by moving, not by editing, but a form asks for it among the fields. */
const statusInput = choice(statuses, 'open', 'select');

interface DraftField {
  readonly name: DraftName;
  readonly input: Pick<Input<never>, 'kind' | 'options' | 'isWide' | 'empty'>;
}

function inputOf<K extends FormName>(name: K): Input<IssueFields[K]> {
  const { input } = issueFields[name];
  if (input === null) throw new RangeError(`No form asks for ${name}`);
  return input;
}

/** What was filled in, or chosen, for one of an issue's fields. */
export function readEntry<K extends FormName>(name: K, text: string): Reading<IssueFields[K]> {
  return inputOf(name).read(text);
}

const statusField: DraftField = { name: 'status', input: statusInput };

/** What a form asks for, in its order: the status beside the category. */
export const draftFields: readonly DraftField[] = formNames.flatMap((name) => {
  const field: DraftField = { name, input: inputOf(name) };
  return name === 'category' ? [field, statusField] : [field];
});

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
  name === 'status' ? statusInput.empty : inputOf(name).empty,
);

export function draftOf(issue: Issue): IssueDraft {
  return draftFrom((name) => (name === 'status' ? issue.status : written(issue, name)));
}

function written<K extends FormName>(issue: IssueFields, name: K): string {
  return inputOf(name).write(issue[name]);
}

type SomeValues = { -readonly [K in FormName]?: IssueFields[K] };

function isWholeCheck(values: SomeValues): values is { [K in FormName]: IssueFields[K] } {
  return formNames.every((name) => values[name] !== undefined);
}

/** Reads one field; what is wrong with it, or null. */
function readField<K extends FormName>(
  name: K,
  draft: IssueDraft,
  to: SomeValues,
): EntryProblem | null {
  const reading = readEntry(name, draft[name]);
  if (!reading.ok) return reading.problem;
  to[name] = reading.value;
  return null;
}

function readFields(
  draft: IssueDraft,
  names: readonly FormName[],
): { readonly values: SomeValues; readonly problems: DraftProblems } {
  const values: SomeValues = {};
  const problems: DraftProblems = {};
  for (const name of names) {
    const problem = readField(name, draft, values);
    if (problem !== null) problems[name] = problem;
  }
  return { values, problems };
}

export function checkDraft(
  draft: IssueDraft,
):
  | { readonly ok: true; readonly draft: CheckedDraft }
  | { readonly ok: false; readonly problems: DraftProblems } {
  const { values, problems } = readFields(draft, formNames);
  const status = statusInput.read(draft.status);
  if (!status.ok) problems.status = status.problem;
  if (!status.ok || !isWholeCheck(values)) return { ok: false, problems };
  return { ok: true, draft: { ...values, status: status.value } };
}

/** The same for some of the fields, where the others are not asked for. */
export function checkFields(
  draft: IssueDraft,
  names: readonly FormName[],
):
  | { readonly ok: true; readonly fields: EditedFields }
  | { readonly ok: false; readonly problems: DraftProblems } {
  const { values, problems } = readFields(draft, names);
  const isGood = Object.keys(problems).length === 0;
  return isGood ? { ok: true, fields: values } : { ok: false, problems };
}

/** Whether a text that was kept can stand in that place of a form: a choice must still be one. */
export function isUsable(name: DraftName, text: string): boolean {
  const { kind } = name === 'status' ? statusInput : inputOf(name);
  if (kind === 'line' || kind === 'text') return true;
  return (name === 'status' ? statusInput.read(text) : readEntry(name, text)).ok;
}
