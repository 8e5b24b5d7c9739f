/** What the service worker and the pages of this build say to each other. */

/** To the page that made a call of the embedded API: it answers on the port that comes along. */
export interface Ask {
  readonly kind: 'api';
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer | ReadableStream<Uint8Array> | null;
}

/** `heard` comes at once, and then the answer. */
export type FromPage = 'heard' | 'network-error' | Answer;

/** To every page: a file of the build could not be kept, and so none is. */
export interface NotKept {
  readonly kind: 'not-kept';
  readonly path: string;
  readonly reason: string;
}

/** To a worker that waits: the user wants its version. */
export type ToWorker = 'take-over';

export function isAsk(data: unknown): data is Ask {
  return kindOf(data) === 'api';
}

export function isNotKept(data: unknown): data is NotKept {
  return kindOf(data) === 'not-kept';
}

function kindOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'kind' in data ? data.kind : null;
}
