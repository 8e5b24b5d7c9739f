/**
 * The reason for a move, given after it. The move is recorded already and is never changed, so one command retracts it
 * and records it anew with the reason, at the same moment: whatever date the board is shown for, the issue stands where
 * it stood. To undo that command is to take the reason away and leave the move.
 */
import { commandKey, type EventId } from './clock.ts';
import type { Intention, LogEvent } from './event.ts';
import { foundingEvent } from './founding.ts';
import type { Problem } from './problem.ts';
import { retractionsInForce } from './retraction.ts';

export type Move = Extract<LogEvent, { type: 'issue.moved.v1' }>;

/** The move that brought an issue to its status; null where none did. `events`: all about it, in fold order. */
export function latestMove(events: readonly LogEvent[]): Move | null {
  const retracted = retractionsInForce(events);
  const founding = foundingEvent(events, 'issue.added.v1', retracted);
  let status = founding?.payload.status;
  let latest: Move | null = null;
  for (const event of events.slice(founding === null ? events.length : events.indexOf(founding))) {
    if (event.type !== 'issue.moved.v1' || retracted.has(event.id)) continue;
    if (event.payload.status !== status) latest = event;
    status = event.payload.status;
  }
  return latest;
}

/** Why a move can be given no reason (any more); null where it can. */
export function explanationProblem(
  events: readonly LogEvent[],
  move: EventId,
): Extract<Problem, { code: 'move-undone' | 'moved-since' | 'reason-given' }> | null {
  const latest = latestMove(events);
  if (latest?.id === move) {
    return latest.payload.reason === undefined ? null : { code: 'reason-given' };
  }
  const retracted = retractionsInForce(events);
  if (!retracted.has(move)) return { code: 'moved-since' };
  const isGiven = [...explanationsIn(events)].some(
    ([id, { id: explained }]) => explained === move && !retracted.has(id),
  );
  return { code: isGiven ? 'reason-given' : 'move-undone' };
}

/** What gives the latest move its reason. */
export function explanation(
  events: readonly LogEvent[],
  move: Move,
  reason: string,
): readonly Intention[] {
  const { subject, at, id } = move;
  // It comes last among those of its moment, so it takes over the order that they have left.
  const retracted = retractionsInForce(events);
  const last = events.findLast(
    (event): event is Move =>
      event.type === 'issue.moved.v1' && event.at === at && !retracted.has(event.id),
  );
  const { status } = move.payload;
  const { rank } = (last ?? move).payload;
  return [
    { type: 'event.retracted.v1', subject, at, payload: { event: id } },
    { type: 'issue.moved.v1', subject, at, payload: { status, rank, reason } },
  ];
}

/** Moves that only give a reason → the moves that they stand for. */
export function explanationsIn(events: readonly LogEvent[]): ReadonlyMap<EventId, Move> {
  const moves = new Map<EventId, Move>();
  for (const event of events) if (event.type === 'issue.moved.v1') moves.set(event.id, event);
  const retractedBy = new Map<string, EventId>();
  for (const event of events) {
    if (event.type !== 'event.retracted.v1') continue;
    retractedBy.set(`${commandKey(event.id)} ${event.actor}`, event.payload.event);
  }
  const explained = new Map<EventId, Move>();
  if (retractedBy.size === 0) return explained;
  for (const move of moves.values()) {
    const target = retractedBy.get(`${commandKey(move.id)} ${move.actor}`);
    const before = target && moves.get(target);
    if (before && isAnew(move, before)) explained.set(move.id, before);
  }
  return explained;
}

function isAnew(move: Move, before: Move): boolean {
  return (
    move.payload.reason !== undefined &&
    move.at === before.at &&
    move.actor === before.actor &&
    move.payload.status === before.payload.status
  );
}

/** Whether a command gives a reason and does nothing else. */
export function isExplanation(step: readonly LogEvent[]): boolean {
  const [first, second, ...rest] = step;
  return (
    first?.type === 'event.retracted.v1' &&
    second?.type === 'issue.moved.v1' &&
    second.payload.reason !== undefined &&
    second.subject === first.subject &&
    rest.length === 0
  );
}
