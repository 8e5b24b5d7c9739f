/** What the dialogs that take something in need of the app. */
import type { Folded } from '#src/domain/board.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { Archive, ReadArchive } from '#src/formats/archive.ts';
import type { TableReader } from '#src/formats/table-reader.ts';
import type { ImportedIssues, ImportTarget } from '#src/store/import-issues.ts';
import type { LongPlan } from '#src/store/recording.ts';
import type { NewMatches, RememberedMatches } from '#src/store/remembered-matches.ts';
import type { LongWork, Pause } from '#src/store/slices.ts';

export interface OpenTableReader extends TableReader {
  /** Ends what it does, too. */
  close(): void;
}

interface KnownDossier {
  readonly id: string;
  /** Empty where nothing says more. */
  readonly title: string;
}

export interface TransferServices {
  /** Whether the bytes begin as an archive does. */
  readonly isArchive: (bytes: Uint8Array) => Promise<boolean>;
  /** Says how many entries it has read so far, now and then. Rejects with the signal's reason once it is given up. */
  readonly readArchive: (
    bytes: Uint8Array,
    onProgress: (count: number) => void,
    signal: AbortSignal,
  ) => Promise<ReadArchive>;
  /**
   * Resolves with how many of its entries were new; rejects, with nothing changed, where it is given up or they cannot be
   * kept.
   */
  readonly importArchive: (archive: Archive, work: LongWork) => Promise<number>;
  readonly openTables: () => Promise<OpenTableReader>;
  /** The dossiers that issues can be taken into. */
  readonly targets: () => Promise<readonly KnownDossier[]>;
  readonly contentsOf: (dossier: string) => Promise<Folded>;
  /** A slug that no issue has. */
  readonly newSlug: () => string;
  /** One command; rejects, with nothing changed, where it is given up or cannot be kept. */
  readonly importIssues: (
    target: ImportTarget,
    plan: LongPlan,
    work: LongWork,
  ) => Promise<ImportedIssues>;
  readonly rememberedMatches: () => RememberedMatches;
  readonly rememberMatches: (matches: NewMatches) => void;
  readonly now: () => Instant;
  readonly pause: Pause;
}
