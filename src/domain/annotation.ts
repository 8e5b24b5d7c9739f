/**
 * Annotations: Markdown notes on an issue, or on a passage of a document, in the order of their time.
 */
import type { AnnotationAdded, AnnotationEdited, Envelope } from './event.ts';
import type { ActorId, AnnotationId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Passage } from './passage.ts';

export interface Annotation {
  readonly id: AnnotationId;
  /** Who recorded it. */
  readonly author: ActorId;
  /** Who wrote it, by name, where that is somebody else. */
  readonly writtenBy?: string;
  readonly at: Instant;
  /** Markdown. */
  readonly text: string;
  readonly passage?: Passage;
  readonly edited?: { readonly at: Instant; readonly actor: ActorId };
}

/** These change the list they are given: it belongs to a fold that is under way, and nobody else has it yet. */
export function addAnnotation(
  notes: Annotation[],
  { id, actor, at }: Envelope,
  { text, author: writtenBy, passage }: AnnotationAdded,
): void {
  const more = { ...(writtenBy !== undefined && { writtenBy }), ...(passage && { passage }) };
  notes.push({ id, author: actor, at, text, ...more });
}

export function editAnnotation(
  notes: Annotation[],
  { actor, at }: Envelope,
  { annotation, text }: AnnotationEdited,
): void {
  const index = notes.findIndex((note) => note.id === annotation);
  const note = notes[index];
  if (note) notes[index] = { ...note, text, edited: { at, actor } };
}

export function removeAnnotation(notes: Annotation[], annotation: AnnotationId): void {
  const index = notes.findIndex((note) => note.id === annotation);
  if (index >= 0) notes.splice(index, 1);
}
