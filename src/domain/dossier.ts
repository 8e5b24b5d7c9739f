/**
 * The smaller subjects of a log: the dossier itself, its documents and the actors who record.
 */
import { type Annotation, addAnnotation, editAnnotation, removeAnnotation } from './annotation.ts';
import type { ActorNamed, DocumentAdded, DossierDescribed, LogEvent } from './event.ts';
import { foundingEvent } from './founding.ts';
import type { ActorId, DocumentId, DossierId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Passage, placementOf } from './passage.ts';
import { retractionsInForce } from './retraction.ts';
import type { DocumentKind } from './vocabulary.ts';

export interface Dossier extends Omit<DossierDescribed, 'begins'> {
  readonly id: DossierId;
  /** When it was removed; absent where it was not. */
  readonly removed?: Instant;
}

export interface SourceDocument extends DocumentAdded {
  readonly id: DocumentId;
  readonly kind: DocumentKind;
  readonly annotations: readonly Annotation[];
}

export interface Actor extends ActorNamed {
  readonly id: ActorId;
}

/**
 * What a passage is to its reader. `quotation`: words that its document's publisher used. `digest`: what a source
 * says, in the dossier's words. Words that do not stand in their document, or whose document is not there, are neither.
 */
export type PassageStanding = 'quotation' | 'digest' | 'not-in-document' | 'no-document';

export function standingOf(
  passage: Passage,
  document: Pick<SourceDocument, 'kind' | 'paragraphs'> | undefined,
): PassageStanding {
  if (document === undefined) return 'no-document';
  if (placementOf(document.paragraphs, passage).length === 0) return 'not-in-document';
  return document.kind === 'source' ? 'quotation' : 'digest';
}

function inForce(events: readonly LogEvent[]): readonly LogEvent[] {
  const retracted = retractionsInForce(events);
  return retracted.size === 0 ? events : events.filter((event) => !retracted.has(event.id));
}

/** What it began with stays in force, whoever takes it back: without a title and parties there is nothing to show. */
export function foldDossier(events: readonly LogEvent[]): Dossier | null {
  const retracted = retractionsInForce(events);
  let dossier: Dossier | null = null;
  let removed: Instant | null = null;
  for (const event of events) {
    if (event.type === 'dossier.removed.v1') {
      if (!retracted.has(event.id)) removed ??= event.at;
    } else if (event.type === 'dossier.described.v1') {
      const { begins, ...description } = event.payload;
      if (begins || !retracted.has(event.id)) dossier = { ...description, id: event.subject };
    }
  }
  return dossier === null || removed === null ? dossier : { ...dossier, removed };
}

export function foldActor(events: readonly LogEvent[]): Actor | null {
  let actor: Actor | null = null;
  for (const event of inForce(events)) {
    if (event.type === 'actor.named.v1') actor = { ...event.payload, id: event.subject };
  }
  return actor;
}

type UnfinishedDocument = Omit<SourceDocument, 'annotations'> & { annotations: Annotation[] };

export function foldDocument(events: readonly LogEvent[]): SourceDocument | null {
  const retracted = retractionsInForce(events);
  const founding = foundingEvent(events, 'document.added.v1', retracted);
  if (founding === null) return null;
  let document: UnfinishedDocument | null = null;
  for (const event of events) {
    if (event === founding) {
      // Words are nobody's quotation unless the document says that they are.
      const { kind = 'digest' } = founding.payload;
      document = { ...founding.payload, kind, id: founding.subject, annotations: [] };
    } else if (document !== null && !retracted.has(event.id)) applyToDocument(document, event);
  }
  return document;
}

function applyToDocument({ annotations }: UnfinishedDocument, event: LogEvent): void {
  switch (event.type) {
    case 'annotation.added.v1':
      addAnnotation(annotations, event, event.payload);
      break;
    case 'annotation.edited.v1':
      editAnnotation(annotations, event, event.payload);
      break;
    case 'annotation.removed.v1':
      removeAnnotation(annotations, event.payload.annotation);
      break;
    case 'document.added.v1':
    case 'issue.added.v1':
    case 'issue.edited.v1':
    case 'issue.moved.v1':
    case 'issue.removed.v1':
    case 'dossier.described.v1':
    case 'dossier.removed.v1':
    case 'actor.named.v1':
    case 'event.retracted.v1':
    case 'unrecognised':
      break;
    default:
      event satisfies never;
  }
}
