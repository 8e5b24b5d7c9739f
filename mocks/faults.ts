/**
 * Faults on demand: an embedded server is never down by itself, so a person or a test can say that it is,
 * by a text such as `status=503` or `delay=1500;path=events;method=POST`. In the browser the text stands in
 * localStorage under `parley.faults` and is read at each request; removing it ends the fault.
 *
 *   status=401|429|503   answer with this status       retry=2       with “Retry-After: 2” (429 and 503)
 *   delay=1500           wait so many milliseconds     network       fail as if the connection were cut
 *   path=events          only addresses with this in   method=POST   only requests of this method
 */
import type { Problem } from '#src/api/contract.ts';
import type { ProblemKind } from '#src/domain/problem.ts';
import { problem } from './problem.ts';

export const faultsKey = 'parley.faults';

export interface Fault {
  readonly kind: ProblemKind | 'network' | null;
  /** Seconds for Retry-After. */
  readonly retry: number;
  readonly delay: number;
  readonly path: string;
  readonly method: string;
}

const noFault: Fault = { kind: null, retry: 1, delay: 0, path: '', method: '' };

const kindOfStatus: ReadonlyMap<string, ProblemKind> = new Map([
  ['401', 'signed-out'],
  ['429', 'too-many-requests'],
  ['503', 'unavailable'],
]);

function readPart(fault: Fault, part: string): Fault | null {
  const [name, value = ''] = part.split('=');
  const amount = /^\d+(\.\d+)?$/.test(value) ? Number(value) : null;
  const kind = kindOfStatus.get(value);
  if (part === 'network') return { ...fault, kind: 'network' };
  if (name === 'status' && kind) return { ...fault, kind };
  if (name === 'retry' && amount !== null) return { ...fault, retry: amount };
  if (name === 'delay' && amount !== null) return { ...fault, delay: amount };
  if (name === 'path' && value !== '') return { ...fault, path: value };
  if (name === 'method' && value !== '') return { ...fault, method: value.toUpperCase() };
  return null;
}

/** `passOver` hears of each part that means nothing; the others hold. */
function parseFaults(text: string, passOver: (part: string) => void): Fault {
  let fault = noFault;
  for (const part of text.split(';').map((piece) => piece.trim())) {
    if (part === '') continue;
    const next = readPart(fault, part);
    if (next) fault = next;
    else passOver(part);
  }
  return fault;
}

/** Reads the fault that holds at present, and parses it only when its text has changed. */
export function faultReader(current: () => string | null): () => Fault {
  let known = '';
  let fault = noFault;
  return () => {
    const text = current() ?? '';
    if (text === known) return fault;
    known = text;
    fault = parseFaults(text, (part) => {
      // biome-ignore lint/suspicious/noConsole: whoever mistypes a fault looks for it on the console
      console.info(`${faultsKey}: “${part}” means nothing and is passed over`);
    });
    return fault;
  };
}

export function concerns(fault: Fault, request: Request): boolean {
  return (
    new URL(request.url).pathname.includes(fault.path) &&
    (fault.method === '' || fault.method === request.method)
  );
}

const sentences: Readonly<Partial<Record<ProblemKind, string>>> = {
  'signed-out': 'The session has ended. Sign in again; what you did is kept on this device.',
  'too-many-requests': 'Too many requests in a short time. They are sent again in a moment.',
  unavailable: 'The server cannot answer at present. What you did is kept and sent again.',
};

export function faultProblem(kind: ProblemKind): Problem {
  return problem(kind, sentences[kind] ?? 'A fault was switched on.');
}
