/**
 * What the contract suite says to an API, and nothing but HTTP: a fetch function, a base address, and the
 * events it makes up. Each client records with a node of its own, so that no two tests share an id.
 */
import type {
  DossierList,
  EventsPage,
  Problem,
  PushResponse,
  SessionInfo,
} from '#src/api/contract.ts';
import { formatReading } from '#src/domain/clock.ts';
import type { WireEvent } from '#src/domain/event.ts';
import { instantOf } from '#src/domain/instant.ts';

export interface ApiUnderTest {
  readonly fetch: typeof fetch;
  /** Without `/api/v1`: `http://localhost`. */
  readonly address: string;
  /** A dossier that the API serves. */
  readonly dossier: string;
  readonly stop: () => void;
}

/** A response, its body read as JSON; the caller names what it expects there. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface ApiClient {
  readonly actor: string;
  readonly dossier: string;
  readonly get: <T>(path: string, signal?: AbortSignal) => Promise<Answer<T>>;
  readonly post: <T>(body: string, dossier?: string) => Promise<Answer<T>>;
  readonly push: (events: readonly unknown[]) => Promise<Answer<PushResponse>>;
  readonly refuse: (events: readonly unknown[]) => Promise<Answer<Problem>>;
  readonly pull: (query: string) => Promise<Answer<EventsPage>>;
  readonly head: () => Promise<number>;
  readonly list: () => Promise<Answer<DossierList>>;
  readonly open: (path: string, signal: AbortSignal) => Promise<Response>;
  /** An event this client may push: a note on a subject that need not exist. */
  readonly event: (change?: Partial<WireEvent>) => WireEvent;
}

function randomNode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const body: T = await response.json();
  return { status: response.status, headers: response.headers, body };
}

export async function connect({ fetch, address, dossier }: ApiUnderTest): Promise<ApiClient> {
  const node = randomNode();
  let counter = 0;
  const open = (path: string, signal?: AbortSignal) =>
    fetch(`${address}/api/v1${path}`, signal ? { signal } : {});
  const get = async <T>(path: string, signal?: AbortSignal) =>
    answerOf<T>(await open(path, signal));
  const post = async <T>(body: string, to = dossier) => {
    const headers = { 'content-type': 'application/json' };
    const path = `${address}/api/v1/dossiers/${to}/events`;
    return answerOf<T>(await fetch(path, { method: 'POST', headers, body }));
  };
  const { actor } = (await get<SessionInfo>('/session')).body;
  const pull = (query: string) => get<EventsPage>(`/dossiers/${dossier}/events?${query}`);
  return {
    actor,
    dossier,
    open,
    get,
    post,
    pull,
    push: (events) => post<PushResponse>(JSON.stringify({ events })),
    refuse: (events) => post<Problem>(JSON.stringify({ events })),
    head: async () => (await pull('limit=1')).body.head,
    list: () => get<DossierList>('/dossiers'),
    event: (change = {}) => {
      const now = Date.now();
      counter += 1;
      return {
        id: formatReading(now, counter, node),
        actor,
        at: instantOf(now),
        subject: 'issue:made-up-by-a-test',
        type: 'annotation.added.v1',
        payload: { text: `Note ${counter}` },
        ...change,
      };
    },
  };
}
