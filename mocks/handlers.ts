/**
 * MSW handlers: HTTP in front of the server functions, the same in a browser and in node. They read the
 * request, call one function and write its answer; problems leave as application/problem+json.
 */
import { HttpResponse, http } from 'msw';
import { apiPath, type Problem, type SequencedEvent } from '#src/api/contract.ts';
import { concerns, faultProblem, faultReader } from './faults.ts';
import { type Outcome, problem } from './problem.ts';
import { pushEvents } from './push.ts';
import { readAfter, readPullQuery } from './query.ts';
import {
  getSession,
  listDossiers,
  openDossier,
  pullEvents,
  type ServerContext,
  streamEvents,
} from './server.ts';

/** On every answer of these handlers, so that the page can tell it from another server's. */
export const answeredHeader = 'parley-embedded';

const headers = { [answeredHeader]: '1', 'cache-control': 'no-store' };

function problemResponse(trouble: Problem, more: Record<string, string> = {}): Response {
  return new HttpResponse(JSON.stringify(trouble), {
    status: trouble.status,
    headers: { ...headers, ...more, 'content-type': 'application/problem+json' },
  });
}

function respond(outcome: Outcome<object>): Response {
  return outcome.ok
    ? new HttpResponse(JSON.stringify(outcome.value), {
        headers: { ...headers, 'content-type': 'application/json' },
      })
    : problemResponse(outcome.problem);
}

function streamText(events: readonly SequencedEvent[]): string {
  if (events.length === 0) return ': still here\n\n';
  return events.map((event) => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

function streamResponse(context: ServerContext, dossier: string, after: number, request: Request) {
  const ended = new AbortController();
  request.signal.addEventListener('abort', () => ended.abort());
  if (request.signal.aborted) ended.abort();
  const batches = streamEvents(context, dossier, after, ended.signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    // A first comment at once, so that the headers reach the reader before the first event does.
    start: (controller) => controller.enqueue(encoder.encode(streamText([]))),
    pull: async (controller) => {
      const { done, value } = await batches.next();
      if (ended.signal.aborted) {
        // A reader that has cancelled has closed the stream itself; closing it again would throw.
        if (request.signal.aborted) controller.close();
      } else if (done) controller.close();
      else controller.enqueue(encoder.encode(streamText(value)));
    },
    cancel: () => ended.abort(),
  });
  return new HttpResponse(body, { headers: { ...headers, 'content-type': 'text/event-stream' } });
}

type Answered = (request: Request, answer: () => Promise<Response>) => Promise<Response>;

/** Answers unless a fault is switched on, or the database fails. */
function answering(context: ServerContext, faults: () => string | null): Answered {
  const currentFault = faultReader(faults);
  return async (request, answer) => {
    const fault = currentFault();
    if (concerns(fault, request)) {
      if (fault.delay > 0) await new Promise<void>((run) => context.later(fault.delay, run));
      if (fault.kind === 'network') return HttpResponse.error();
      if (fault.kind !== null) {
        const isRetry = fault.kind !== 'signed-out';
        const retry = isRetry ? { 'retry-after': String(fault.retry) } : {};
        return problemResponse(faultProblem(fault.kind), retry);
      }
    }
    try {
      return await answer();
    } catch (error) {
      const detail = `The server could not reach its database (${String(error)}). What you did is kept on this device.`;
      return problemResponse(problem('unavailable', detail), { 'retry-after': '5' });
    }
  };
}

async function pullResponse(context: ServerContext, dossier: string, request: Request) {
  const query = readPullQuery(new URL(request.url).searchParams);
  if (!query.ok) return respond(query);
  return respond(await pullEvents(context, dossier, query.value, request.signal));
}

async function openStream(context: ServerContext, dossier: string, request: Request) {
  const opened = await openDossier(context, dossier);
  if (!opened.ok) return respond(opened);
  const query = new URL(request.url).searchParams;
  const resumed = request.headers.get('last-event-id');
  if (resumed !== null) query.set('after', resumed);
  const after = readAfter(query);
  if (!after.ok) return respond(after);
  return streamResponse(context, dossier, after.value, request);
}

/** `faults`: the text of faults.ts that holds at present, or null. */
export function createHandlers(context: ServerContext, faults: () => string | null = () => null) {
  const answered = answering(context, faults);
  const dossierPath = `*${apiPath}/dossiers/:dossier`;
  const eventsPath = `${dossierPath}/events`;
  return [
    http.get(`*${apiPath}/dossiers`, ({ request }) =>
      answered(request, async () => respond(await listDossiers(context))),
    ),
    http.get(`*${apiPath}/session`, ({ request }) =>
      answered(request, async () => respond(await getSession(context))),
    ),
    http.post<{ dossier: string }>(eventsPath, ({ request, params }) =>
      answered(request, async () =>
        respond(await pushEvents(context, params.dossier, await request.text())),
      ),
    ),
    http.get<{ dossier: string }>(eventsPath, ({ request, params }) =>
      answered(request, () => pullResponse(context, params.dossier, request)),
    ),
    http.get<{ dossier: string }>(`${dossierPath}/stream`, ({ request, params }) =>
      answered(request, () => openStream(context, params.dossier, request)),
    ),
  ];
}
