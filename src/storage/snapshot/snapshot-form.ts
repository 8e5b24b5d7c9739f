/**
 * A board as text, with the digest of the log it is the fold of. One of another form, or one that does not parse, reads
 * back as nothing. Issues stand in shards, so that keeping it up to date writes only the shards that changed.
 */
import * as v from 'valibot';
import type { Board, Folded } from '#src/domain/board.ts';
import { noCells, updateCells } from '#src/domain/cells.ts';
import { type Digest, extendDigest } from '#src/domain/digest.ts';
import type { Actor, Dossier, SourceDocument } from '#src/domain/dossier.ts';
import { compareEvents, kindOf, type LogEvent } from '#src/domain/event.ts';
import { type ActorId, type DocumentId, type IssueId, isIssueId } from '#src/domain/ids.ts';
import { applyToIssue, beginIssue, type Issue, reopenIssue } from '#src/domain/issue.ts';
import type { Log } from '#src/domain/log.ts';

/** To be raised whenever the fold, or the form of what it makes, changes. */
const snapshotForm = 4;

const issuesPerShard = 500;

/** The last of an issue's events, in the order they are folded. */
interface LastEvent {
  readonly at: string;
  readonly id: string;
}

interface Entry {
  readonly issue: Issue;
  readonly last: LastEvent;
}

export interface Snapshot {
  readonly board: Board;
  readonly digest: Digest;
  readonly lastEvents: ReadonlyMap<IssueId, LastEvent>;
  /** Whether the log has events about issues that are not on the board: not added yet, or their adding undone. */
  readonly hasMissingIssues: boolean;
}

export interface SnapshotHead {
  readonly form: number;
  readonly digest: Digest;
  readonly shards: number;
  readonly dossier: Dossier | null;
  readonly documents: readonly SourceDocument[];
  readonly actors: readonly Actor[];
  readonly unrecognised: number;
  readonly hasMissingIssues: boolean;
}

const headForm = v.object({
  form: v.literal(snapshotForm),
  digest: v.object({ count: v.number(), sum: v.number(), mix: v.number() }),
  shards: v.number(),
});

/** The issues of a board in shards. An issue stays in its shard, for issues are never taken out of a board. */
export function shardsOf(board: Board): Issue[][] {
  const shards: Issue[][] = [];
  let shard: Issue[] = [];
  for (const issue of board.issues.values()) {
    if (shard.length === issuesPerShard) shard = [];
    if (shard.length === 0) shards.push(shard);
    shard.push(issue);
  }
  return shards;
}

export function writeShard(shard: readonly Issue[], log: Log): string {
  const entries = shard.map((issue): Entry => {
    const last = log.get(issue.id)?.at(-1);
    return { issue, last: { at: last?.at ?? '', id: last?.id ?? '' } };
  });
  return JSON.stringify(entries);
}

export function writeHead({ log, board }: Folded, digest: Digest, shards: number): string {
  const { dossier, documents, actors, unrecognised } = board;
  const head: SnapshotHead = {
    form: snapshotForm,
    digest,
    shards,
    dossier,
    documents: [...documents.values()],
    actors: [...actors.values()],
    unrecognised,
    hasMissingIssues: hasMissingIssues(log, board),
  };
  return JSON.stringify(head);
}

function hasMissingIssues(log: Log, board: Board): boolean {
  for (const subject of log.keys()) {
    if (isIssueId(subject) && !board.issues.has(subject)) return true;
  }
  return false;
}

/** Null where it is of another form, or not whole. */
export function readSnapshot(head: string, shards: readonly string[]): Snapshot | null {
  try {
    const parsed = parseHead(head);
    if (parsed === null || parsed.shards !== shards.length) return null;
    const issues = new Map<IssueId, Issue>();
    const lastEvents = new Map<IssueId, LastEvent>();
    for (const shard of shards) {
      for (const { issue, last } of parseShard(shard)) {
        issues.set(issue.id, issue);
        lastEvents.set(issue.id, last);
      }
    }
    const changes = Array.from(issues.values(), (after) => ({ before: null, after }));
    const board: Board = {
      dossier: parsed.dossier,
      issues,
      documents: mapById<DocumentId, SourceDocument>(parsed.documents),
      actors: mapById<ActorId, Actor>(parsed.actors),
      cells: updateCells(noCells, changes),
      unrecognised: parsed.unrecognised,
    };
    return { board, digest: parsed.digest, lastEvents, hasMissingIssues: parsed.hasMissingIssues };
  } catch {
    return null;
  }
}

function mapById<I, T extends { readonly id: I }>(items: readonly T[]): Map<I, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** What this device wrote in this form is what it reads: the form's number stands for the fields' check. */
function parseHead(text: string): SnapshotHead | null {
  const head: unknown = JSON.parse(text);
  return v.is(headForm, head) ? (head as unknown as SnapshotHead) : null;
}

function parseShard(text: string): readonly Entry[] {
  return JSON.parse(text) as readonly Entry[];
}

/**
 * The snapshot after the events recorded since, or null where that takes the whole log: an event that falls
 * before one that is folded already, a retraction, a second addition, or one about anything but an issue.
 */
export function snapshotSince(
  { board, lastEvents, digest, hasMissingIssues }: Snapshot,
  events: readonly LogEvent[],
): Pick<Snapshot, 'board' | 'digest'> | null {
  const issues = new Map(board.issues);
  const latest = new Map(lastEvents);
  const added: LogEvent[] = [];
  const touched = new Set<IssueId>();
  for (const event of [...events].sort(compareEvents)) {
    if (!isAboutIssue(event)) return null;
    const id = event.subject;
    const end = latest.get(id);
    if (end?.id === event.id) continue;
    if (end && (event.at < end.at || (event.at === end.at && event.id < end.id))) return null;
    const known = issues.get(id);
    const issue = applied(event, known, hasMissingIssues);
    if (issue === null) return null;
    issues.set(id, issue);
    latest.set(id, event);
    touched.add(id);
    added.push(event);
  }
  // The same board, so that nobody takes it for one that is still to be kept.
  if (added.length === 0) return { board, digest };
  const changes = Array.from(touched, (id) => ({
    before: board.issues.get(id) ?? null,
    after: issues.get(id) ?? null,
  }));
  const cells = updateCells(board.cells, changes);
  return { board: { ...board, issues, cells }, digest: extendDigest(digest, added) };
}

/** The issue after the event; null where that takes the events before. */
function applied(
  event: IssueEvent,
  known: Issue | undefined,
  hasMissingIssues: boolean,
): Issue | null {
  if (event.type === 'issue.added.v1') return known || hasMissingIssues ? null : beginIssue(event);
  if (!known) return null;
  const issue = reopenIssue(known);
  applyToIssue(issue, event);
  return issue;
}

type IssueEvent = Extract<LogEvent, { subject: IssueId }> & { readonly subject: IssueId };

function isAboutIssue(event: LogEvent): event is IssueEvent {
  const kind = kindOf(event);
  return (kind === 'issue' || kind === 'note') && isIssueId(event.subject);
}
