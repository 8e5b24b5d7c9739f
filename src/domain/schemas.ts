/**
 * What events are checked by, piece by piece: how long a text may be, what an id looks like. What is wrong is said
 * by a code.
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

/** What can be wrong with what a person writes, by code. */
export const faults = {
  /** Nothing in it can be seen. */
  blank: 'blank',
  /** It holds U+0000 or half of a surrogate pair. */
  unstorable: 'unstorable',
  tooLong: 'too-long',
  /** A list of more entries than it may have. */
  tooMany: 'too-many',
  /** It is after the time in the id. */
  ahead: 'ahead',
} as const;

export const storable = v.check(isStorable, faults.unstorable);
export const text = (most: number) =>
  v.pipe(v.string(), v.maxLength(most, faults.tooLong), storable);
export const filledText = (most: number) =>
  v.pipe(
    v.string(),
    v.check((value) => !isBlank(value), faults.blank),
    v.maxLength(most, faults.tooLong),
    storable,
  );

export const eventId = v.pipe(v.string(), v.guard(isEventId, 'not-a-clock-reading'));
export const instant = v.pipe(v.string(), v.guard(isInstant, 'not-an-instant'));
export const party = v.pipe(v.string(), v.guard(isPartyCode, 'not-a-party'));
export const rank = v.pipe(v.string(), v.guard(isRank, 'not-a-rank'));
export const actorId = v.pipe(v.string(), v.guard(isActorId, 'not-an-actor'));
export const issueId = v.pipe(v.string(), v.guard(isIssueId, 'not-an-issue'));
export const documentId = v.pipe(v.string(), v.guard(isDocumentId, 'not-a-document'));
export const dossierId = v.pipe(v.string(), v.guard(isDossierId, 'not-a-dossier'));

export const passage = v.looseObject({
  document: documentId,
  exact: filledText(limits.quote),
  prefix: text(200),
  suffix: text(200),
  start: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
