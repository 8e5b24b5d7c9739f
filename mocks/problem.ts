/**
 * Problems: what the server answers instead of data, as RFC 9457 asks, with one status for each kind.
 * Server functions return them (`{ ok: false, problem }`) and never throw them.
 */
import type { Problem } from '#src/api/contract.ts';
import type { ProblemKind } from '#src/domain/problem.ts';

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

const kinds: Readonly<Record<ProblemKind, { status: number; title: string }>> = {
  malformed: { status: 400, title: 'Malformed request' },
  'clock-ahead': { status: 400, title: 'Clock ahead of the server' },
  'signed-out': { status: 401, title: 'Signed out' },
  'not-the-actor': { status: 403, title: 'Recorded as someone else' },
  'unknown-dossier': { status: 404, title: 'Unknown dossier' },
  'id-reused': { status: 409, title: 'Id used twice' },
  'too-large': { status: 413, title: 'Too large' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Server unavailable' },
};

type Particulars = Pick<Problem, 'events' | 'now'>;

export function problem(
  kind: ProblemKind,
  detail: string,
  { events = [], now }: Particulars = {},
): Problem {
  return {
    type: `urn:parley:problem:${kind}`,
    ...kinds[kind],
    detail,
    ...(events.length > 0 && { events }),
    ...(now !== undefined && { now }),
  };
}

export function refuse(
  kind: ProblemKind,
  detail: string,
  particulars?: Particulars,
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: problem(kind, detail, particulars) };
}
