/**
 * The client's half of the wire contract: typed calls, answers checked on arrival, and two kinds of failure.
 * `Unreachable`: no answer of Parley's, try again. `Refused`: the server answered with an error. A status is read
 * before a body, so an error is what it says it is, whoever wrote the page that comes with it.
 */
import * as v from 'valibot';
import type { WireEvent } from '#src/domain/event.ts';
import { Failure, type ProblemKind, type ServerProblem } from '#src/domain/problem.ts';
import {
  dossierList,
  eventsPage,
  pushResponse,
  type ReceivedPage,
  readProblem,
  sessionInfo,
} from './answers.ts';
import {
  apiPath,
  type DossierList,
  type PushRequest,
  type PushResponse,
  type SessionInfo,
} from './contract.ts';
import { type After, type Allow, browserTimer, inTime } from './patience.ts';

export interface ApiClient {
  listDossiers(signal?: AbortSignal): Promise<DossierList>;
  session(signal?: AbortSignal): Promise<SessionInfo>;
  push(dossier: string, events: readonly WireEvent[], signal?: AbortSignal): Promise<PushResponse>;
  pull(dossier: string, asked: PageAsked, signal?: AbortSignal): Promise<ReceivedPage>;
}

export interface PageAsked {
  readonly after: number;
  /** Events at most. */
  readonly limit: number;
  /** Seconds the server may hold the answer back until there is news. */
  readonly wait: number;
  /** Milliseconds beyond that until it is taken for silent. */
  readonly patience?: number | undefined;
}

/** No answer, or one that is not Parley's, or not all there: its problem says which. */
export class Unreachable extends Failure {
  override readonly name = 'Unreachable';
  override readonly problem: ServerProblem;

  constructor(problem: ServerProblem, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

/** Milliseconds; a server that asks for less or more is not followed beyond these. */
const shortestPause = 1_000;
const longestPause = 900_000;

interface Particulars {
  readonly events?: readonly string[];
  readonly reading?: number | null;
  /** The server's own words, for whoever works on it. */
  readonly detail?: string;
}

export class Refused extends Failure {
  override readonly name = 'Refused';
  readonly status: number;
  /** The `type` of the problem, without what all types begin with; null where it is none of Parley's. */
  readonly kind: ProblemKind | null;
  /** Milliseconds the server asks to wait before the next try; null where it does not say. */
  readonly retryAfter: number | null;
  /** Ids of the events to blame, as far as the server names them. */
  readonly events: readonly string[];
  /** With `clock-ahead`: the server's reading, in milliseconds since 1970. */
  readonly reading: number | null;

  constructor(
    status: number,
    kind: ProblemKind | null,
    retryAfter: number | null,
    { events = [], reading = null, detail }: Particulars = {},
  ) {
    super(toldBy(status, kind, detail), { cause: detail });
    this.status = status;
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.events = events;
    this.reading = reading;
  }

  /** Whether the same request may succeed later, by itself. */
  get isPassing(): boolean {
    return this.status >= 500 || passingStatuses.includes(this.status);
  }
}

function toldBy(status: number, kind: ProblemKind | null, text: string | undefined): ServerProblem {
  if (kind) return { code: 'server-problem', kind };
  return text === undefined ? { code: 'server-status', status } : { code: 'server-said', text };
}

/** Timed out, too early, too many. */
const passingStatuses: readonly number[] = [408, 425, 429];

/** Milliseconds a server may take to answer, and then between two pieces of the answer. */
const usualPatience = 15_000;
/** Bytes of a request that even a bad connection carries in a millisecond. */
const slowestUpload = 20;

const silent = () => new Unreachable({ code: 'server-silent' });

/**
 * `origin`: where the API stands, without a slash at the end; empty for this page's own origin. `after`: what
 * the time-outs go by.
 */
export function createApiClient(
  origin: string,
  fetchFunction: typeof fetch,
  after: After = browserTimer,
): ApiClient {
  function call<T>(
    schema: v.GenericSchema<unknown, T>,
    path: string,
    leaving: AbortSignal | undefined,
    { patience = usualPatience, ...init }: RequestInit & { readonly patience?: number } = {},
  ): Promise<T> {
    return inTime(after, leaving, async (signal, allow) => {
      allow(patience, silent());
      const request = { ...init, signal };
      const response = await reach(() => fetchFunction(`${origin}${apiPath}${path}`, request));
      if (!response.ok) throw await refusal(response, allow);
      const body = readJson(await reach(() => textOf(response, allow, silent())));
      const parsed = v.safeParse(schema, body);
      if (!parsed.success) throw stranger(response, body !== undefined);
      return parsed.output;
    });
  }

  const at = (dossier: string) => `/dossiers/${encodeURIComponent(dossier)}/events`;

  return {
    listDossiers: (signal) => call(dossierList, '/dossiers', signal),
    session: (signal) => call(sessionInfo, '/session', signal),
    push: (dossier, events, signal) => {
      const body = JSON.stringify({ events } satisfies PushRequest);
      return call(pushResponse, at(dossier), signal, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        patience: usualPatience + body.length / slowestUpload,
      });
    },
    pull: (dossier, { after, limit, wait, patience = usualPatience }, signal) =>
      call(eventsPage, `${at(dossier)}?after=${after}&limit=${limit}&wait=${wait}`, signal, {
        patience: wait * 1_000 + patience,
      }),
  };
}

async function reach<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    // It says by itself why there is nobody to ask.
    if (error instanceof Unreachable) throw error;
    throw new Unreachable({ code: 'server-unreachable' }, { cause: error });
  }
}

/** The body, for as long as it keeps coming. */
async function textOf(response: Response, allow: Allow, late: Error): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    allow(usualPatience, late);
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
}

/** Undefined where the text is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer that is fine by its status and is not Parley's. */
function stranger({ redirected }: Response, isJson: boolean): Unreachable {
  if (isJson) return new Unreachable({ code: 'server-strange' });
  return new Unreachable({ code: redirected ? 'server-sign-in-page' : 'server-something-else' });
}

/** The error that a status stands for; its body may say more, and need not come. */
async function refusal(response: Response, allow: Allow): Promise<Error> {
  const { status, headers } = response;
  // Not even an error: a redirection that leads nowhere, or an answer that the browser hides.
  if (status < 400) return stranger(response, false);
  const retryAfter = pauseOf(headers);
  const bare = new Refused(status, null, retryAfter);
  const text = await textOf(response, allow, bare).catch(() => '');
  const told = readProblem(readJson(text));
  return told ? new Refused(status, told.kind, retryAfter, told) : bare;
}

/** `Retry-After`, as seconds or as a date, which is held against the server's own. */
function pauseOf(headers: Headers): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  const seconds = Number(value);
  const milliseconds = Number.isNaN(seconds)
    ? Date.parse(value) - Date.parse(headers.get('date') ?? '')
    : seconds * 1_000;
  if (Number.isNaN(milliseconds)) return null;
  return Math.min(longestPause, Math.max(shortestPause, milliseconds));
}
