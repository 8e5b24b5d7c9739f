/**
 * What can go wrong, by code and values: what each layer throws, hands on and stores. `src/words/problems.ts` turns it
 * into a sentence for the reader, so that it can be said in another language tomorrow.
 */

/** What a server answers with, beside a status: the contract's kinds of problem. */
export const problemKinds = [
  'malformed',
  'clock-ahead',
  'signed-out',
  'not-the-actor',
  'unknown-dossier',
  'id-reused',
  'too-large',
  'too-many-requests',
  'unavailable',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

type Nothing = Record<never, never>;

/** `by` so many UTF-16 code units more than `most`. */
interface Excess {
  readonly by: number;
  readonly most: number;
}

/** What somebody filled in and cannot be recorded as it is. */
interface EntryValues {
  'no-title': Nothing;
  'no-asker': Nothing;
  'no-choice': Nothing;
  'no-tag': Nothing;
  'no-note': Nothing;
  'no-reason': Nothing;
  'no-dossier-title': Nothing;
  /** A dossier has at least two. */
  'few-parties': Nothing;
  'many-parties': { readonly count: number; readonly most: number };
  'too-long': Excess;
  'note-too-long': Excess;
  'tag-too-long': { readonly tag: string; readonly most: number };
  'too-many-tags': { readonly count: number; readonly most: number };
  /** A character that no store takes, and what stands before it; empty where nothing does. */
  unstorable: { readonly before: string };
}

/** Why an event must not be recorded. */
interface EventValues {
  /** `field`: `payload.tags.1`; `fault`: what the schema calls it; `most`: the limit, where it is one. */
  'event-malformed': {
    readonly field: string;
    readonly fault: string;
    readonly most: number | null;
  };
  'event-unstorable': Nothing;
  'event-too-large': { readonly bytes: number; readonly most: number };
}

/** What this device does not do, or no longer. */
interface StoreValues {
  'store-closed': Nothing;
  'store-taken-over': Nothing;
  'store-full': Nothing;
  'store-not-taken': Nothing;
  'store-failing': Nothing;
  'store-deleted': Nothing;
  'store-lost': Nothing;
  'store-refused': Nothing;
  'store-blocked': Nothing;
  'store-upgrade-full': Nothing;
  'store-upgrade-failed': Nothing;
  'store-newer': Nothing;
  'store-strange': Nothing;
}

/** What came, or did not come, from the server. */
interface ServerValues {
  'server-silent': Nothing;
  'server-unreachable': Nothing;
  'server-strange': Nothing;
  'server-sign-in-page': Nothing;
  'server-something-else': Nothing;
  'server-many-logs': Nothing;
  'server-nothing-taken': Nothing;
  'server-embedded-missing': Nothing;
  'server-unforeseen': Nothing;
  /** The first number that is missing. */
  'server-gap': { readonly entry: number };
  'server-withheld': { readonly first: number; readonly last: number };
  /** An HTTP status without a word of Parley's. */
  'server-status': { readonly status: number };
  'server-problem': { readonly kind: ProblemKind };
  /** A problem of a kind that this version does not know, in the server's own words. */
  'server-said': { readonly text: string };
  /** It did not take something, for a reason that this version does not know. */
  'server-unsaid': Nothing;
  /** Of an event, as it is sent. */
  'server-event-too-large': { readonly bytes: number };
}

/** What a session or a page cannot do. */
interface SessionValues {
  'dossier-not-read': Nothing;
  'dossier-unreadable': { readonly reason: Problem };
  'disk-refuses': Nothing;
  'move-undone': Nothing;
  'moved-since': Nothing;
  'reason-given': Nothing;
  /** More than one command can record. */
  'too-many-changes': { readonly count: number; readonly most: number };
  'no-clipboard': Nothing;
  'no-address-copy': Nothing;
  'clipboard-refused': Nothing;
  /** A part of the page that is loaded when it is first needed. */
  'part-not-loaded': Nothing;
  /** What nobody foresaw, as whoever threw it says it. */
  unforeseen: { readonly text: string };
}

type AnyValues = EntryValues & EventValues & StoreValues & ServerValues & SessionValues;

export type ProblemCode = keyof AnyValues;

/** A problem of one of these codes, with what goes with it. */
export type ProblemOf<C extends ProblemCode> = {
  [K in C]: { readonly code: K } & AnyValues[K];
}[C];

export type Problem = ProblemOf<ProblemCode>;
export type EntryProblem = ProblemOf<keyof EntryValues>;
export type EventProblem = ProblemOf<keyof EventValues>;
export type StoreProblem = ProblemOf<keyof StoreValues>;
export type ServerProblem = ProblemOf<keyof ServerValues>;

/** Why a server did not take an event, as it was stored: unknown data, perhaps of another version. */
export function readRefusalProblem(stored: unknown): Problem {
  const fields: Readonly<Record<string, unknown>> =
    typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const { code, status, bytes, text } = fields;
  const kind = problemKinds.find((known) => known === fields.kind);
  if (code === 'server-problem' && kind) return { code, kind };
  if (code === 'server-status' && typeof status === 'number') return { code, status };
  if (code === 'server-event-too-large' && typeof bytes === 'number') return { code, bytes };
  if (code === 'server-said' && typeof text === 'string') return { code, text };
  return { code: 'server-unsaid' };
}

/** Thrown where something cannot be done, with the problem that the reader is told. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
  }
}

/** Of whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Failure) return error.problem;
  return { code: 'unforeseen', text: error instanceof Error ? error.message : String(error) };
}
