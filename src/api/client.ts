/**
 * The client's half of the wire contract: typed calls, answers checked on arrival, and two kinds of failure.
 * `Unreachable`: nobody answered, try again. `Refused`: the server answered with a problem.
 */
import * as v from 'valibot';
import type { WireEvent } from '#src/domain/event.ts';
import {
  apiPath,
  type DossierList,
  type EventsPage,
  type ProblemKind,
  type PushRequest,
  type PushResponse,
  problemKinds,
  type SessionInfo,
} from './contract.ts';

export interface ApiClient {
  listDossiers(signal?: AbortSignal): Promise<DossierList>;
  session(signal?: AbortSignal): Promise<SessionInfo>;
  push(dossier: string, events: readonly WireEvent[], signal?: AbortSignal): Promise<PushResponse>;
  /** `wait`: seconds the server may hold the answer back until there is news. */
  pull(dossier: string, after: number, wait: number, signal?: AbortSignal): Promise<EventsPage>;
}

/** No answer, or one that is not Parley's. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  /** The `type` of the problem, without what all types begin with; null where it is none of Parley's. */
  readonly kind: ProblemKind | null;
  /** Milliseconds the server asks to wait before the next try; null where it does not say. */
  readonly retryAfter: number | null;

  constructor(status: number, kind: ProblemKind | null, detail: string, retryAfter: number | null) {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    // A clock that is ahead is set right, or caught up with.
    return this.status === 429 || this.status >= 500 || this.kind === 'clock-ahead';
  }
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const wireEvent = v.looseObject({
  id: v.string(),
  actor: v.string(),
  at: v.string(),
  subject: v.string(),
  type: v.string(),
  payload: v.unknown(),
  seq: count,
});

const dossierList = v.object({
  dossiers: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      parties: v.array(v.string()),
      issues: count,
      updated: v.string(),
    }),
  ),
});

const sessionInfo = v.object({
  actor: v.string(),
  dossiers: v.array(v.string()),
  capabilities: v.object({ stream: v.boolean() }),
});

const pushResponse = v.object({
  acks: v.array(v.object({ id: v.string(), seq: count, dup: v.boolean() })),
});

const eventsPage = v.object({ events: v.array(wireEvent), next: count, head: count });

const problem = v.object({ type: v.optional(v.string()), detail: v.string() });

/** `origin`: where the API stands, without a slash at the end; empty for this page's own origin. */
export function createApiClient(origin: string, fetchFunction: typeof fetch): ApiClient {
  async function call<T>(
    schema: v.GenericSchema<unknown, T>,
    path: string,
    init: RequestInit,
  ): Promise<T> {
    const response = await reach(() => fetchFunction(`${origin}${apiPath}${path}`, init));
    const body: unknown = await reach(() => response.json());
    if (!response.ok) throw refusal(response, body);
    const parsed = v.safeParse(schema, body);
    if (!parsed.success) throw new Unreachable(`The server gave an answer that is not Parley’s.`);
    return parsed.output;
  }

  const at = (dossier: string) => `/dossiers/${encodeURIComponent(dossier)}/events`;
  const reading = (signal?: AbortSignal): RequestInit => (signal ? { signal } : {});

  return {
    listDossiers: (signal) => call(dossierList, '/dossiers', reading(signal)),
    session: (signal) => call(sessionInfo, '/session', reading(signal)),
    push: (dossier, events, signal) =>
      call(pushResponse, at(dossier), {
        ...reading(signal),
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ events } satisfies PushRequest),
      }),
    pull: (dossier, after, wait, signal) =>
      call(eventsPage, `${at(dossier)}?after=${after}&limit=1000&wait=${wait}`, reading(signal)),
  };
}

async function reach<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    // It says by itself why there is nobody to ask.
    if (error instanceof Unreachable) throw error;
    throw new Unreachable('The server cannot be reached.', { cause: error });
  }
}

function refusal(response: Response, body: unknown): Refused {
  const parsed = v.safeParse(problem, body);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const type = parsed.success ? parsed.output.type : undefined;
  return new Refused(
    response.status,
    problemKinds.find((kind) => type === `urn:parley:problem:${kind}`) ?? null,
    parsed.success ? parsed.output.detail : `The server answered with error ${response.status}.`,
    Number.isFinite(seconds) ? seconds * 1000 : null,
  );
}
