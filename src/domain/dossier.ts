/**
 * The smaller subjects of a log: the dossier itself, its documents and the actors who record.
 */
import { type Annotation, addAnnotation, editAnnotation, removeAnnotation } from './annotation.ts';
import type { ActorNamed, DocumentAdded, DossierDescribed, LogEvent } from './event.ts';
import { foundingEvent } from './founding.ts';
import type { ActorId, DocumentId, DossierId } from './ids.ts';
import { retractionsInForce } from './retraction.ts';

export interface Dossier extends DossierDescribed {
  readonly id: DossierId;
}

export interface SourceDocument extends DocumentAdded {
  readonly id: DocumentId;
  readonly annotations: readonly Annotation[];
}

export interface Actor extends ActorNamed {
  readonly id: ActorId;
}

function inForce(events: readonly LogEvent[]): readonly LogEvent[] {
  const retracted = retractionsInForce(events);
  return retracted.size === 0 ? events : events.filter((event) => !retracted.has(event.id));
}

export function foldDossier(events: readonly LogEvent[]): Dossier | null {
  let dossier: Dossier | null = null;
  for (const event of inForce(events)) {
    if (event.type === 'dossier.described.v1') dossier = { ...event.payload, id: event.subject };
  }
  return dossier;
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
    if (event === founding)
      document = { ...founding.payload, id: founding.subject, annotations: [] };
    else if (document !== null && !retracted.has(event.id)) applyToDocument(document, event);
  }
  return document;
}

function applyToDocument({ annotations }: UnfinishedDocument, event: LogEvent): void {
  if (event.type === 'annotation.added.v1') addAnnotation(annotations, event, event.payload);
  else if (event.type === 'annotation.edited.v1') editAnnotation(annotations, event, event.payload);
  else if (event.type === 'annotation.removed.v1') {
    removeAnnotation(annotations, event.payload.annotation);
  }
}
