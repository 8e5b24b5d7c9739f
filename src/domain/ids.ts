/**
 * Identifiers. A subject's id begins with what it is (`issue:gsp-restoration`), so an id read anywhere,
 * in a log, an address or an error, says what it names; the rest is its slug.
 */
import type { EventId } from './clock.ts';

export type DossierId = `dossier:${string}`;
export type IssueId = `issue:${string}`;
export type DocumentId = `document:${string}`;
export type ActorId = `actor:${string}`;
export type SubjectId = DossierId | IssueId | DocumentId | ActorId;

/** An annotation is known by the id of the event that added it. */
export type AnnotationId = EventId;

/** ISO 3166-1 alpha-2: `US`, `IN`. */
export type PartyCode = string;

const slugForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export function isSlug(text: string): boolean {
  return slugForm.test(text);
}

const newSlugForm = /^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/;

/** Of a dossier that begins now: small letters, digits and hyphens, so that no two differ by a capital alone. */
export function isNewSlug(text: string): boolean {
  return newSlugForm.test(text);
}

export function isIssueId(text: string): text is IssueId {
  return text.startsWith('issue:') && isSlug(text.slice(6));
}

export function isDocumentId(text: string): text is DocumentId {
  return text.startsWith('document:') && isSlug(text.slice(9));
}

export function isActorId(text: string): text is ActorId {
  return text.startsWith('actor:') && isSlug(text.slice(6));
}

export function isDossierId(text: string): text is DossierId {
  return text.startsWith('dossier:') && isSlug(text.slice(8));
}

export function isPartyCode(text: string): text is PartyCode {
  return /^[A-Z]{2}$/.test(text);
}

export function slugOf(id: SubjectId): string {
  return id.slice(id.indexOf(':') + 1);
}
