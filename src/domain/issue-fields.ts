/**
 * The fields of an issue, one row each, under the payload's own keys: how it is checked, when two of it are the same,
 * and how a person fills it in; its words are a row of words/fields.ts. Parser, fold, draft, form, table, history and
 * sentences go by these rows, so that a field added here is everywhere, and what it needs and lacks does not compile.
 *
 * A field of which events of an older version say nothing needs `absent`, which then stands for it; it is never written
 * into the event, which is sent on as it came.
 */
import * as v from 'valibot';
import type { PartyCode } from './ids.ts';
import type { Passage } from './passage.ts';
import type { EntryProblem } from './problem.ts';
import { faults, filledText, limits, party, passage, text } from './schemas.ts';
import { type Basis, bases, type Category, categories } from './vocabulary.ts';
import { shorten } from './whole-characters.ts';
import { isBlank, unstorableProblem } from './written-text.ts';

/** What was filled in, read: the value, or what is wrong with it. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: EntryProblem };

/** How a person fills a field in; in a form every value is a text. */
export interface Input<T> {
  readonly kind: 'line' | 'text' | 'party' | 'radio' | 'select';
  /** What there is to choose from, where a choice is all there is to it. */
  readonly options: readonly string[];
  /** Whether it takes the width of the form. */
  readonly isWide: boolean;
  /** What an empty form holds. */
  readonly empty: string;
  readonly write: (value: T) => string;
  readonly read: (text: string) => Reading<T>;
}

export interface Field<T> {
  readonly schema: v.GenericSchema<unknown, T>;
  /** Stands for it where an event says nothing of it; without it, every event must. */
  readonly absent?: T;
  readonly isSame: (one: T, other: T) => boolean;
  /** Null where no form has it. */
  readonly input: Input<T> | null;
  /** Whether the table has a column of it. */
  readonly isColumn: boolean;
}

interface Filled<T> extends Field<T> {
  readonly input: Input<T>;
}

const isSameValue = (one: unknown, other: unknown) => one === other;

/** What is wrong with a text that may be empty; null where it can be recorded. */
function textProblem(written: string, most: number): EntryProblem | null {
  const { length } = written.trim();
  return length > most ? { code: 'too-long', by: length - most, most } : unstorableProblem(written);
}

function readText(written: string, most: number): Reading<string> {
  const problem = textProblem(written, most);
  return problem === null ? { ok: true, value: written.trim() } : { ok: false, problem };
}

/** One of a closed list of words. `empty`: the one a form begins with, or none. */
export function choice<T extends string>(
  values: readonly T[],
  empty: T | '',
  kind: 'radio' | 'select',
): Input<T> {
  return {
    kind,
    options: values,
    isWide: false,
    empty,
    write: (value) => value,
    read: (written) => {
      const value = values.find((known) => known === written);
      return value === undefined
        ? { ok: false, problem: { code: 'no-choice' } }
        : { ok: true, value };
    },
  };
}

const title: Filled<string> = {
  schema: filledText(limits.title),
  isSame: isSameValue,
  isColumn: true,
  input: {
    kind: 'line',
    options: [],
    isWide: true,
    empty: '',
    write: (value) => value,
    read: (written) =>
      isBlank(written)
        ? { ok: false, problem: { code: 'no-title' } }
        : readText(written, limits.title),
  },
};

const asker: Filled<PartyCode> = {
  schema: party,
  isSame: isSameValue,
  isColumn: true,
  input: {
    kind: 'party',
    options: [],
    isWide: false,
    empty: '',
    write: (value) => value,
    read: (written) =>
      v.is(party, written)
        ? { ok: true, value: written }
        : { ok: false, problem: { code: 'no-asker' } },
  },
};

const basis: Filled<Basis> = {
  schema: v.picklist(bases),
  isSame: isSameValue,
  isColumn: true,
  input: {
    ...choice(bases, 'inferred', 'radio'),
  },
};

const summary: Filled<string> = {
  schema: text(limits.summary),
  isSame: isSameValue,
  isColumn: false,
  input: {
    kind: 'text',
    options: [],
    isWide: true,
    empty: '',
    write: (value) => value,
    read: (written) => readText(written, limits.summary),
  },
};

const category: Filled<Category> = {
  schema: v.picklist(categories),
  isSame: isSameValue,
  isColumn: true,
  input: choice(categories, '', 'select'),
};

/** Words between commas, each once in whatever letter case, as it was written first. */
export function splitTags(written: string): readonly string[] {
  const tags = new Map<string, string>();
  for (const part of written.split(',')) {
    const tag = part.trim();
    const key = tag.toLowerCase();
    if (!isBlank(tag) && !tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()];
}

/** What is wrong with a line of tags; null where they can be recorded. */
export function tagsProblem(written: string): EntryProblem | null {
  const found = splitTags(written);
  const long = found.find((tag) => tag.length > limits.tag);
  if (long !== undefined) {
    return { code: 'tag-too-long', tag: shorten(long, 20), most: limits.tag };
  }
  if (found.length > limits.tags) {
    return { code: 'too-many-tags', count: found.length, most: limits.tags };
  }
  return unstorableProblem(written);
}

const tags: Filled<readonly string[]> = {
  schema: v.pipe(v.array(filledText(limits.tag)), v.maxLength(limits.tags, faults.tooMany)),
  isSame: (one, other) => one.join('\n') === other.join('\n'),
  isColumn: true,
  input: {
    kind: 'line',
    options: [],
    isWide: true,
    empty: '',
    write: (value) => value.join(', '),
    read: (written) => {
      const problem = tagsProblem(written);
      return problem === null ? { ok: true, value: splitTags(written) } : { ok: false, problem };
    },
  },
};

const evidence: Field<readonly Passage[]> & { readonly input: null } = {
  schema: v.pipe(v.array(passage), v.maxLength(limits.evidence, faults.tooMany)),
  isSame: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  isColumn: false,
  input: null,
};

/** In the order in which a form asks for them. */
const rows = { title, asker, basis, summary, category, tags, evidence };
type Rows = typeof rows;

export type FieldName = keyof Rows;
type ValueOf<R> = R extends Field<infer T> ? T : never;

/** What each field of an issue holds. */
export type IssueFields = { readonly [K in FieldName]: ValueOf<Rows[K]> };

/** Those that an older version's events say nothing of. */
type LaterName = {
  [K in FieldName]: Rows[K] extends { readonly absent: unknown } ? K : never;
}[FieldName];

/** As an event that adds an issue says them. */
export type AddedFields = Omit<IssueFields, LaterName> & Partial<Pick<IssueFields, LaterName>>;
export type EditedFields = Partial<IssueFields>;

/** Those that a form asks for. */
export type FormName = {
  [K in FieldName]: Rows[K]['input'] extends null ? never : K;
}[FieldName];

export const issueFields: { readonly [K in FieldName]: Field<IssueFields[K]> } = rows;

function isFieldName(name: string): name is FieldName {
  return name in rows;
}

function isFormName(name: FieldName): name is FormName {
  return rows[name].input !== null;
}

export const fieldNames: readonly FieldName[] = Object.keys(rows).filter(isFieldName);
export const formNames: readonly FormName[] = fieldNames.filter(isFormName);

type SomeFields = { -readonly [K in FieldName]?: IssueFields[K] };

/** Takes over one field, where the event says something of it, or something stands for that. */
function take<K extends FieldName>(
  name: K,
  from: EditedFields,
  to: SomeFields,
  absent?: IssueFields[K],
) {
  const value = from[name] ?? absent;
  if (value !== undefined) to[name] = value;
}

function isWhole(fields: SomeFields): fields is IssueFields {
  return fieldNames.every((name) => fields[name] !== undefined);
}

/** The fields of an issue that is added; what a newer version says beside them is not among them. */
export function fieldsOf(added: AddedFields): IssueFields {
  const fields: SomeFields = {};
  for (const name of fieldNames) takeAdded(name, added, fields);
  if (!isWhole(fields)) throw new RangeError('An issue was added without one of its fields');
  return fields;
}

function takeAdded<K extends FieldName>(name: K, added: EditedFields, to: SomeFields): void {
  take(name, added, to, issueFields[name].absent);
}

/** Takes over what an edit says. */
export function applyFields(edit: EditedFields, to: SomeFields): void {
  for (const name of fieldNames) if (name in edit) take(name, edit, to);
}

/** The fields that an edit says something of. */
export function fieldsIn(edit: EditedFields): readonly FieldName[] {
  return fieldNames.filter((name) => name in edit);
}

/** These fields alone. */
export function someFields(names: readonly FieldName[], from: EditedFields): EditedFields {
  const fields: SomeFields = {};
  for (const name of names) take(name, from, fields);
  return fields;
}

/** What differs; null where nothing does. */
export function changesTo(before: IssueFields, after: EditedFields): EditedFields | null {
  const edit: SomeFields = {};
  for (const name of fieldNames) takeIfChanged(name, before, after, edit);
  return Object.keys(edit).length === 0 ? null : edit;
}

function takeIfChanged<K extends FieldName>(
  name: K,
  before: IssueFields,
  after: EditedFields,
  to: SomeFields,
): void {
  const value = after[name];
  if (value !== undefined && !issueFields[name].isSame(before[name], value)) to[name] = value;
}

type Entries = Record<string, v.GenericSchema>;

/** Schemas of the fields as an event that adds an issue has them, and as one that edits it does. */
export const addedFields: Entries = Object.fromEntries(
  fieldNames.map((name) => {
    const { schema, absent } = issueFields[name];
    return [name, absent === undefined ? schema : v.exactOptional(schema)];
  }),
);
export const editedFields: Entries = Object.fromEntries(
  fieldNames.map((name) => [name, v.exactOptional(issueFields[name].schema)]),
);
