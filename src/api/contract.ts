/**
 * The wire contract, under `/api/v1`: what the client and any server of Parley say to each other. JSON; errors
 * as `application/problem+json` (RFC 9457). There is no PUT, PATCH or DELETE: a server keeps a log per dossier,
 * numbers what it takes in (`seq`, dense from 1) and hands it out again.
 *
 *   GET  /dossiers                        → DossierList
 *   POST /dossiers/:d/events              PushRequest → PushResponse, all or nothing; same ids may be sent again;
 *                                         an unknown :d is created if the first event is the caller’s dossier.described.v1
 *                                         of it and :d is made of small letters, digits and hyphens
 *   GET  /dossiers/:d/events?after&limit&wait → EventsPage; waits up to `wait` seconds for something to come
 *   GET  /dossiers/:d/stream?after        text/event-stream; id: seq; data: SequencedEvent; a comment every 15 s
 *   GET  /session                         → SessionInfo
 */
import type { WireEvent } from '#src/domain/event.ts';
import { requestBytes } from '#src/domain/event-problem.ts';
import type { ProblemKind } from '#src/domain/problem.ts';

export const apiPath = '/api/v1';

/**
 * Most events in one POST; events in a page where none is said, and at most; the longest wait in seconds. A server may
 * give fewer.
 */
export const wireLimits = {
  push: 100,
  page: 1_000,
  largestPage: 10_000,
  wait: 25,
  bodyBytes: requestBytes,
} as const;

export interface DossierSummary {
  /** The slug: `us-india`. */
  readonly id: string;
  readonly title: string;
  readonly parties: readonly string[];
  /** Issues on the board, removed ones not counted. */
  readonly issues: number;
  /** Instant at which the server last took in an event. */
  readonly updated: string;
}

export interface DossierList {
  readonly dossiers: readonly DossierSummary[];
}

export interface SequencedEvent extends WireEvent {
  readonly seq: number;
}

export interface PushRequest {
  readonly events: readonly WireEvent[];
}

export interface Ack {
  readonly id: string;
  readonly seq: number;
  /** True where the server had the event already. */
  readonly dup: boolean;
}

export interface PushResponse {
  readonly acks: readonly Ack[];
}

export interface EventsPage {
  /** Which log this is: drawn at random with an empty log, another one after a loss or from a backup. */
  readonly epoch: string;
  readonly events: readonly SequencedEvent[];
  /** `after` for the next page. */
  readonly next: number;
  /** The highest `seq` the server has. */
  readonly head: number;
}

export interface SessionInfo {
  /** `actor:…`, as whom this client may record. */
  readonly actor: string;
  readonly dossiers: readonly string[];
  /** `create`: whether this client may begin a dossier. */
  readonly capabilities: { readonly stream: boolean; readonly create: boolean };
}

export interface Problem {
  /** What went wrong. */
  readonly type: `urn:parley:problem:${ProblemKind}`;
  readonly title: string;
  readonly status: number;
  /** A sentence for whoever works on a client; the page has its own for each type. */
  readonly detail: string;
  /** Ids of the events that the problem is about, where it is about some. */
  readonly events?: readonly string[];
  /** With `clock-ahead`, the server's reading as an instant: its clock or its newest event, whichever is later. */
  readonly now?: string;
}
