/**
 * What events are checked by, piece by piece: how long a text may be, what an id looks like. What is wrong is said as a
 * clause that follows the name of the field.
 */
import * as v from 'valibot';
import { isEventId } from './clock.ts';
import { isActorId, isDocumentId, isDossierId, isIssueId, isPartyCode } from './ids.ts';
import { isInstant } from './instant.ts';
import { isRank } from './rank.ts';
import { isBlank, isStorable } from './written-text.ts';

/** Longest texts, in UTF-16 code units, and longest lists, in entries. */
export const limits = {
  title: 200,
  summary: 5_000,
  note: 20_000,
  name: 80,
  tag: 40,
  tags: 20,
  reason: 500,
  evidence: 50,
  quote: 5_000,
  paragraphs: 2_000,
  paragraph: 20_000,
} as const;

/** What can be wrong with a text or a list; each is a clause that follows its name. */
export const faults = {
  blank: 'has nothing in it that can be seen',
  unstorable: 'holds a character that cannot be stored (U+0000 or half of a surrogate pair)',
  ahead: 'is after the time in the id',
} as const;

const tooLong = ({ requirement }: { readonly requirement: number }) =>
  `is longer than ${requirement.toLocaleString('en')} characters`;
export const tooMany = ({ requirement }: { readonly requirement: number }) =>
  `has more than ${requirement.toLocaleString('en')} entries`;

export const storable = v.check(isStorable, faults.unstorable);
export const text = (most: number) => v.pipe(v.string(), v.maxLength(most, tooLong), storable);
export const filledText = (most: number) =>
  v.pipe(
    v.string(),
    v.check((value) => !isBlank(value), faults.blank),
    v.maxLength(most, tooLong),
    storable,
  );

export const eventId = v.pipe(v.string(), v.guard(isEventId, 'is not a clock reading'));
export const instant = v.pipe(v.string(), v.guard(isInstant, 'is not an instant'));
export const party = v.pipe(v.string(), v.guard(isPartyCode, 'is not a country code'));
export const rank = v.pipe(v.string(), v.guard(isRank, 'is not a rank'));
export const actorId = v.pipe(v.string(), v.guard(isActorId, 'is not an actor'));
export const issueId = v.pipe(v.string(), v.guard(isIssueId, 'is not an issue'));
export const documentId = v.pipe(v.string(), v.guard(isDocumentId, 'is not a document'));
export const dossierId = v.pipe(v.string(), v.guard(isDossierId, 'is not a dossier'));

export const passage = v.looseObject({
  document: documentId,
  exact: filledText(limits.quote),
  prefix: text(200),
  suffix: text(200),
  start: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
