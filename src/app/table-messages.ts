/** What the page and the worker that reads tables for it say to each other. */
import type { Instant } from '#src/domain/instant.ts';
import type { Matching, TableIssue } from '#src/formats/table-import.ts';
import type { KnownKeys } from '#src/formats/table-plan.ts';
import type { OpenResult, TableOutcome, TableSource } from '#src/formats/table-reader.ts';

/** `call` numbers it, so that its answer finds back. */
export type ToTableWorker = { readonly call: number } & (
  | { readonly method: 'open'; readonly source: TableSource }
  | { readonly method: 'sheet'; readonly sheet: string }
  | {
      readonly method: 'read';
      readonly matching: Matching;
      readonly known: KnownKeys;
      readonly now: Instant;
    }
  | { readonly method: 'issues'; readonly from: number }
);

export type FromTableWorker = {
  readonly call: number;
} /** It goes on; so many rows have been read. */ & (
  | { readonly kind: 'rows'; readonly count: number }
  | { readonly kind: 'opened'; readonly result: OpenResult }
  | { readonly kind: 'read'; readonly outcome: TableOutcome }
  | { readonly kind: 'issues'; readonly issues: readonly TableIssue[] }
  | { readonly kind: 'failed'; readonly reason: string }
);
