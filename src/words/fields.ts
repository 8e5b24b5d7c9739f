/**
 * The words of an issue's fields, one row a field, and of what else an event is made of. A field that
 * domain/issue-fields.ts has and this has not does not compile.
 */
import { type DraftName, readEntry } from '#src/domain/issue-draft.ts';
import type { FieldName, FormName, IssueFields } from '#src/domain/issue-fields.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import * as words from './compiled/fields.ts';
import { listVerbatim } from './numbers.ts';
import { fullPartyName } from './parties.ts';
import { basisLabel, categoryLabel, statusLabel } from './vocabulary.ts';

interface FieldWords<T> {
  /** As a form and a column head it: “Asked by”. */
  readonly label: () => string;
  /** Within a list: “summary”. */
  readonly noun: () => string;
  /** As what a sentence is about: “The summary”. */
  readonly subject: () => string;
  /** Beneath it in a form. */
  readonly hint?: () => string;
  /** Its value in words. */
  readonly value: (value: T) => string;
}

const itself = (value: string) => value;

export const fieldWords: { readonly [K in FieldName]: FieldWords<IssueFields[K]> } = {
  title: {
    label: words.title,
    noun: words.titleNoun,
    subject: words.titleSubject,
    value: itself,
  },
  asker: {
    label: words.asker,
    noun: words.askerNoun,
    subject: words.askerSubject,
    value: fullPartyName,
  },
  basis: {
    label: words.basis,
    noun: words.basisNoun,
    subject: words.basisSubject,
    hint: words.basisHint,
    value: basisLabel,
  },
  summary: {
    label: words.summary,
    noun: words.summaryNoun,
    subject: words.summarySubject,
    hint: words.summaryHint,
    value: itself,
  },
  category: {
    label: words.category,
    noun: words.categoryNoun,
    subject: words.categorySubject,
    value: categoryLabel,
  },
  tags: {
    label: words.tags,
    noun: words.tagsNoun,
    subject: words.tagsSubject,
    hint: words.tagsHint,
    value: listVerbatim,
  },
  evidence: {
    label: words.evidence,
    noun: words.evidenceNoun,
    subject: words.evidenceSubject,
    value: (passages) => passages.map(({ exact }) => exact).join('\n'),
  },
};

/** What heads it in a form. */
export function entryLabel(name: DraftName): string {
  return name === 'status' ? words.status() : fieldWords[name].label();
}

export function entryHint(name: DraftName): string | undefined {
  return name === 'status' ? undefined : fieldWords[name].hint?.();
}

/** What was filled in, or can be chosen, in words; as it is where it cannot be read. */
export function entryWords(name: DraftName, text: string): string {
  if (name !== 'status') return valueWords(name, text);
  const status = statuses.find((known) => known === text);
  return status === undefined ? text : statusLabel(status);
}

function valueWords<K extends FormName>(name: K, text: string): string {
  const reading = readEntry(name, text);
  return reading.ok ? fieldWords[name].value(reading.value) : text;
}

/** What a person calls what they fill in beside the fields of an issue, and what lies within one. */
const otherSubjects: Readonly<Record<string, () => string>> = {
  name: words.nameSubject,
  text: words.noteSubject,
  reason: words.reasonSubject,
  publisher: words.publisherSubject,
  address: words.addressSubject,
  paragraphs: words.textSubject,
};
const partSubjects: Readonly<Record<string, () => string>> = {
  tags: words.tagSubject,
  evidence: words.aPassageSubject,
  passage: words.passageSubject,
};
const fieldSubjects: Readonly<Record<string, { readonly subject: () => string }>> = fieldWords;

/** A place in an event, `payload.tags.1`, as what a sentence is about: “A tag”. Null for what no person fills in. */
export function placeSubject(place: string): string | null {
  const [, first = '', index] = place.split('.');
  if (index === undefined)
    return (fieldSubjects[first]?.subject ?? otherSubjects[first])?.() ?? null;
  if (first === 'paragraphs') return words.paragraphSubject({ number: Number(index) + 1 });
  return partSubjects[first]?.() ?? null;
}
