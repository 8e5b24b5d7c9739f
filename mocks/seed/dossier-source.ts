/**
 * The form in which a person writes a dossier down: documents, issues and, under each issue, what happened
 * to it and when. `seed-events.ts` turns it into events; nothing here knows of ids, ranks or clocks.
 */
import type { PartyCode } from '#src/domain/ids.ts';
import type { CalendarDate } from '#src/domain/instant.ts';
import type { Basis, Category, DocumentKind, Status } from '#src/domain/vocabulary.ts';

/** Anything that is dated: a day, or a month where only that is known (it counts as the first day). */
export interface Dated {
  readonly on: CalendarDate;
  /** `HH:MM`, UTC; orders what falls on one day. Each kind of entry has an hour of its own by default. */
  readonly time?: string;
}

export interface DatedNote extends Dated {
  /** Markdown. */
  readonly note: string;
}

export interface DocumentSource {
  readonly slug: string;
  readonly title: string;
  /** Who published the text itself or, for a digest, what it is a digest of. */
  readonly publisher: string;
  readonly kind: DocumentKind;
  /** When that was published; left out where it is not known. */
  readonly published?: CalendarDate;
  /** When the fact happened that it is here for: whoever replays the dossier sees the document from then on. */
  readonly on: CalendarDate;
  readonly address?: string;
  readonly paragraphs: readonly string[];
  readonly notes?: readonly DatedNote[];
}

export interface EvidenceSource {
  /** Slug of the document. */
  readonly document: string;
  /** Words that stand in the document exactly so. */
  readonly exact: string;
}

/** An issue's history: it is opened once, first; then moves and notes. */
export type HistoryEntry =
  | (Dated & { readonly opened: Status })
  | (Dated & { readonly moved: Status; readonly reason?: string })
  | DatedNote;

export interface IssueSource {
  readonly slug: string;
  readonly title: string;
  readonly asker: PartyCode;
  readonly basis: Basis;
  readonly category: Category;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly evidence: readonly EvidenceSource[];
  readonly history: readonly HistoryEntry[];
}

export interface DossierSource {
  readonly slug: string;
  readonly title: string;
  readonly parties: readonly PartyCode[];
  readonly summary: string;
  /** The day from which the dossier exists; nothing in it is earlier. */
  readonly since: CalendarDate;
  readonly documents: readonly DocumentSource[];
  /** In the order in which they stand within a cell. */
  readonly issues: readonly IssueSource[];
}
