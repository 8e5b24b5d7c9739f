/**
 * What a server's answers are made of, checked on arrival. A page is read leniently: what stands under a number
 * is handed on whatever it is, so that one record that is no event does not hold up those after it.
 */
import * as v from 'valibot';
import { isActorId } from '#src/domain/ids.ts';
import { type ProblemKind, problemKinds } from '#src/domain/problem.ts';

/** What a server has under a number of its log; whether it is an event is for `parse-event.ts` to say. */
export interface NumberedRecord {
  readonly seq: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** A page of a server's log as it came: in whatever order, with repeats and gaps. */
export interface ReceivedPage {
  /** Null where the server does not say which log it has. */
  readonly epoch: string | null;
  readonly records: readonly NumberedRecord[];
  readonly head: number;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const dossierList = v.object({
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

export const sessionInfo = v.object({
  actor: v.pipe(v.string(), v.check(isActorId)),
  dossiers: v.array(v.string()),
  // A server of before says nothing of the second, and creates none.
  capabilities: v.object({ stream: v.boolean(), create: v.optional(v.boolean(), false) }),
});

export const pushResponse = v.object({
  acks: v.array(v.object({ id: v.string(), seq: count, dup: v.boolean() })),
});

const numbered = v.looseObject({ seq: v.pipe(count, v.minValue(1)) });

export const eventsPage = v.pipe(
  v.object({
    epoch: v.optional(v.nullable(v.string()), null),
    events: v.array(v.unknown()),
    next: count,
    head: count,
  }),
  v.transform(
    ({ epoch, events, head }): ReceivedPage => ({
      epoch: epoch === '' ? null : epoch,
      records: events.flatMap((event) => {
        const parsed = v.safeParse(numbered, event);
        if (!parsed.success) return [];
        const { seq, ...record } = parsed.output;
        return [{ seq, record }];
      }),
      head,
    }),
  ),
);

const problem = v.object({
  type: v.pipe(v.string(), v.startsWith('urn:parley:problem:')),
  detail: v.string(),
  events: v.fallback(v.optional(v.array(v.string()), []), []),
  now: v.fallback(v.optional(v.string(), ''), ''),
});

export interface ReadProblem {
  /** Null for a kind of which this version knows nothing. */
  readonly kind: ProblemKind | null;
  readonly detail: string;
  readonly events: readonly string[];
  /** The server's reading, in milliseconds since 1970. */
  readonly reading: number | null;
}

/** Null where the body is no problem of Parley's. */
export function readProblem(body: unknown): ReadProblem | null {
  const parsed = v.safeParse(problem, body);
  if (!parsed.success) return null;
  const { type, detail, events, now } = parsed.output;
  const reading = Date.parse(now);
  return {
    kind: problemKinds.find((kind) => type === `urn:parley:problem:${kind}`) ?? null,
    detail,
    events,
    reading: Number.isNaN(reading) ? null : reading,
  };
}
