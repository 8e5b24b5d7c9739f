/**
 * Annotations: Markdown notes on an issue, or on a passage of a document, in the order of their time.
 */
import type { AnnotationAdded, AnnotationEdited, Envelope } from './event.ts';
import type { ActorId, AnnotationId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Passage } from './passage.ts';

export interface Annotation {
  readonly id: AnnotationId;
  readonly author: ActorId;
  readonly at: Instant;
  /** Markdown. */
  readonly text: string;
  readonly passage?: Passage;
  readonly edited?: { readonly at: Instant; readonly actor: ActorId };
}

export function addAnnotation(
  notes: readonly Annotation[],
  { id, actor, at }: Envelope,
  { text, passage }: AnnotationAdded,
): readonly Annotation[] {
  return [...notes, { id, author: actor, at, text, ...(passage ? { passage } : {}) }];
}

export function editAnnotation(
  notes: readonly Annotation[],
  { actor, at }: Envelope,
  { annotation, text }: AnnotationEdited,
): readonly Annotation[] {
  return notes.map((note) =>
    note.id === annotation ? { ...note, text, edited: { at, actor } } : note,
  );
}

export function removeAnnotation(
  notes: readonly Annotation[],
  annotation: AnnotationId,
): readonly Annotation[] {
  return notes.filter((note) => note.id !== annotation);
}
