/**
 * The board: what a log amounts to. It is computed, never written; the fold runs subject by subject, so an
 * event, late or retracting or not, changes only the object of its own subject.
 */
import { type Cells, type IssueChange, noCells, updateCells } from './cells.ts';
import {
  type Actor,
  type Dossier,
  foldActor,
  foldDocument,
  foldDossier,
  type SourceDocument,
} from './dossier.ts';
import type { LogEvent } from './event.ts';
import {
  type ActorId,
  type DocumentId,
  type IssueId,
  isActorId,
  isDocumentId,
  isDossierId,
  isIssueId,
} from './ids.ts';
import type { Instant } from './instant.ts';
import { foldIssue, type Issue } from './issue.ts';
import { addToLog, emptyLog, eventsUntil, type Log, withoutEvents } from './log.ts';
import { retractionsInForce } from './retraction.ts';

export interface Board {
  readonly dossier: Dossier | null;
  /** Every issue, removed ones too. */
  readonly issues: ReadonlyMap<IssueId, Issue>;
  readonly documents: ReadonlyMap<DocumentId, SourceDocument>;
  readonly actors: ReadonlyMap<ActorId, Actor>;
  /** The issues on the board, by asker and status, in rank order. */
  readonly cells: Cells;
  /** Events in force of a type that this version does not know. */
  readonly unrecognised: number;
}

export interface Folded {
  readonly log: Log;
  readonly board: Board;
}

const emptyBoard: Board = {
  dossier: null,
  issues: new Map(),
  documents: new Map(),
  actors: new Map(),
  cells: noCells,
  unrecognised: 0,
};

export const nothingFolded: Folded = { log: emptyLog, board: emptyBoard };

/** The fold after more events, in any order; the same object if it knew them all. */
export function foldMore(folded: Folded, events: readonly LogEvent[]): Folded {
  const { log, subjects } = addToLog(folded.log, events);
  if (subjects.size === 0) return folded;
  return { log, board: refold(folded.board, folded.log, log, subjects) };
}

/** The fold without some of its events, as if they had never been. */
export function foldWithout(folded: Folded, isGone: (event: LogEvent) => boolean): Folded {
  const { log, subjects } = withoutEvents(folded.log, isGone);
  if (subjects.size === 0) return folded;
  return { log, board: refold(folded.board, folded.log, log, subjects) };
}

/** The board that a whole log amounts to. */
export function boardOf(log: Log): Board {
  return refold(emptyBoard, emptyLog, log, new Set(log.keys()));
}

/** The fold of one subject again, for holding a stored board against its log. */
export function isFoldOf(board: Board, subject: string, events: readonly LogEvent[]): boolean {
  if (!isIssueId(subject)) return true;
  const stored = board.issues.get(subject) ?? null;
  return JSON.stringify(stored) === JSON.stringify(foldIssue(events));
}

/**
 * The board as it stood at `moment`: the fold of the events that had happened by then. What has not changed
 * since keeps the object it has today, so a jump costs what differs.
 */
export function boardAsOf({ log, board }: Folded, moment: Instant): Board {
  const past = new Map<string, readonly LogEvent[]>();
  const changed = new Set<string>();
  const issues = new Map<IssueId, Issue>();
  const changes: IssueChange[] = [];
  let unrecognised = 0;
  for (const [subject, events] of log) {
    const until = eventsUntil(events, moment);
    if (until.length === 0) continue;
    if (!isIssueId(subject)) {
      past.set(subject, until);
      changed.add(subject);
      continue;
    }
    unrecognised += countUnrecognised(until);
    const issue = until === events ? (board.issues.get(subject) ?? null) : foldIssue(until);
    if (issue === null) continue;
    issues.set(subject, issue);
    changes.push({ before: null, after: issue });
  }
  const others = refold(emptyBoard, emptyLog, past, changed);
  unrecognised += others.unrecognised;
  return { ...others, issues, cells: updateCells(noCells, changes), unrecognised };
}

function refold(board: Board, before: Log, after: Log, subjects: ReadonlySet<string>): Board {
  let { dossier, unrecognised } = board;
  const issues = new Map(board.issues);
  const documents = new Map(board.documents);
  const actors = new Map(board.actors);
  const changes: IssueChange[] = [];
  for (const subject of subjects) {
    const events = after.get(subject) ?? [];
    unrecognised += countUnrecognised(events) - countUnrecognised(before.get(subject) ?? []);
    if (isIssueId(subject)) {
      const issue = foldIssue(events);
      changes.push({ before: issues.get(subject) ?? null, after: issue });
      setOrDelete(issues, subject, issue);
    } else if (isDocumentId(subject)) setOrDelete(documents, subject, foldDocument(events));
    else if (isActorId(subject)) setOrDelete(actors, subject, foldActor(events));
    else if (isDossierId(subject)) dossier = foldDossier(events);
  }
  const cells = updateCells(board.cells, changes);
  return { dossier, issues, documents, actors, cells, unrecognised };
}

function setOrDelete<K, V>(map: Map<K, V>, key: K, value: V | null): void {
  if (value === null) map.delete(key);
  else map.set(key, value);
}

function countUnrecognised(events: readonly LogEvent[]): number {
  if (!events.some((event) => event.type === 'unrecognised')) return 0;
  const retracted = retractionsInForce(events);
  return events.filter((event) => event.type === 'unrecognised' && !retracted.has(event.id)).length;
}
