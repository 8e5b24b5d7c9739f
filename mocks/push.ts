/**
 * Taking events in: `POST /dossiers/:d/events`. The whole request is taken or none of it, so every check
 * runs over every event before the first is written, and the refusal names each event that is to blame.
 */
import { type PushResponse, wireLimits } from '#src/api/contract.ts';
import { driftBeyondLimit } from '#src/domain/clock.ts';
import type { LogEvent, WireEvent } from '#src/domain/event.ts';
import { instantOf } from '#src/domain/instant.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { type Outcome, refuse } from './problem.ts';
import { openDossier, type ServerContext, sessionActor } from './server.ts';

interface Received {
  readonly event: LogEvent;
  /** As it came, with whatever a newer version has put into it. */
  readonly wire: WireEvent;
}

/** How many faulty events the sentence for the user spells out. */
const spelledOut = 5;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseBody(body: string): Outcome<readonly unknown[]> {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    return refuse('malformed', 'The request is not JSON. Nothing was taken in.');
  }
  if (!isRecord(request) || !Array.isArray(request.events)) {
    return refuse('malformed', 'The request is not an object with a list “events” in it.');
  }
  const count = request.events.length;
  if (count > wireLimits.push) {
    const detail = `One request may hold ${wireLimits.push} events; this one holds ${count}. Send fewer at a time.`;
    return refuse('malformed', detail);
  }
  return { ok: true, value: request.events };
}

function asReceived(input: Readonly<Record<string, unknown>>, event: LogEvent): WireEvent {
  const { seq: _numberOfAnotherServer, ...rest } = input;
  const { id, actor, at, subject } = event;
  const type = event.type === 'unrecognised' ? event.payload.type : String(input.type);
  return { ...rest, id, actor, at, subject, type, payload: input.payload };
}

function parseEvents(inputs: readonly unknown[]): Outcome<readonly Received[]> {
  const received: Received[] = [];
  const problems: string[] = [];
  const ids: string[] = [];
  inputs.forEach((input, index) => {
    const result = parseEvent(input);
    if (result.ok && isRecord(input)) {
      received.push({ event: result.event, wire: asReceived(input, result.event) });
      return;
    }
    const id = isRecord(input) && typeof input.id === 'string' ? input.id : null;
    if (id !== null) ids.push(id);
    const name = `event ${index + 1}${id === null ? '' : ` (${id})`}`;
    problems.push(`${name}: ${result.ok ? 'is not an object' : result.problem}`);
  });
  if (problems.length === 0) return { ok: true, value: received };
  const more = problems.length > spelledOut ? `; and ${problems.length - spelledOut} more` : '';
  const named = problems.slice(0, spelledOut).join('; ');
  return refuse('malformed', `Nothing was taken in: ${named}${more}.`, ids);
}

function idsOf(received: readonly Received[]): string[] {
  return received.map(({ wire }) => wire.id);
}

export async function pushEvents(
  context: ServerContext,
  dossier: string,
  body: string,
): Promise<Outcome<PushResponse>> {
  const opened = await openDossier(context, dossier);
  if (!opened.ok) return opened;
  if (new TextEncoder().encode(body).length > wireLimits.bodyBytes) {
    const detail = `One request may be ${wireLimits.bodyBytes} bytes long. Send fewer events at a time.`;
    return refuse('too-large', detail);
  }
  const inputs = parseBody(body);
  if (!inputs.ok) return inputs;
  const parsed = parseEvents(inputs.value);
  if (!parsed.ok) return parsed;
  const received = parsed.value;

  const now = context.now();
  const ahead = received.filter(({ event }) => driftBeyondLimit(event.id, now) > 0);
  if (ahead.length > 0) {
    const detail = `This device's clock is more than a minute ahead of the server's (${instantOf(now)}). Set it right; then the changes can be sent again.`;
    return refuse('clock-ahead', detail, idsOf(ahead));
  }
  const actor = await sessionActor(context);
  const foreign = received.filter(({ event }) => event.actor !== actor);
  if (foreign.length > 0) {
    const detail = `This session records as ${actor}; it cannot send what someone else has recorded.`;
    return refuse('not-the-actor', detail, idsOf(foreign));
  }
  const events = received.map(({ wire }) => wire);
  const result = await context.db.append(dossier, events, instantOf(now));
  if (result.ok) return { ok: true, value: { acks: result.acks } };
  const detail = 'Nothing was taken in: the server has other content under the same id.';
  return refuse('id-reused', detail, result.reused);
}
