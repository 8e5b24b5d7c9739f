/**
 * The archive: every event of a dossier as one text that another program can read and write. JSON lines under a first
 * line that says format, version, dossier, how many there are, and the SHA-256 of all that follows (docs/formats.md).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { driftBeyondLimit, recordedAt } from '#src/domain/clock.ts';
import { foldDossier } from '#src/domain/dossier.ts';
import { compareEvents, type LogEvent, toWire } from '#src/domain/event.ts';
import { isSlug } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import { parseEvent } from '#src/domain/parse-event.ts';

const format = 'parley-archive';

/** A change that older versions could not read is another number. */
export const archiveVersion = 1;

export interface Archive {
  /** Its slug. */
  readonly dossier: string;
  /** As its events have it; empty where none says. */
  readonly title: string;
  readonly events: readonly LogEvent[];
}

/** Why a file cannot be taken for an archive, by code. Lines count from 1. */
export type ArchiveProblem =
  | { readonly code: 'not-an-archive' }
  | { readonly code: 'archive-newer'; readonly version: number }
  /** Its first line is no head of an archive. */
  | { readonly code: 'archive-head' }
  | { readonly code: 'archive-cut'; readonly found: number; readonly said: number }
  | { readonly code: 'archive-changed' }
  | { readonly code: 'archive-line'; readonly line: number }
  /** An event of the future: this device's clock would go on from it. */
  | { readonly code: 'archive-ahead'; readonly line: number; readonly recorded: Instant };

export type ReadArchive =
  | { readonly ok: true; readonly archive: Archive }
  | { readonly ok: false; readonly problem: ArchiveProblem };

const head = v.looseObject({
  format: v.literal(format),
  version: v.literal(archiveVersion),
  dossier: v.pipe(v.string(), v.check(isSlug)),
  title: v.string(),
  events: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const lineFeed = 0x0a;

/** The same text for the same set of events, whatever order they come in. */
export function writeArchive({ dossier, title, events }: Archive): string {
  const sorted = [...events].sort(byKey);
  const body = sorted.map((event) => `${JSON.stringify(toWire(event))}\n`).join('');
  const digest = bytesToHex(sha256(new TextEncoder().encode(body)));
  const said = { format, version: archiveVersion, dossier, title, events: events.length };
  return `${JSON.stringify({ ...said, sha256: digest })}\n${body}`;
}

function byKey(one: LogEvent, other: LogEvent): number {
  if (one.id !== other.id) return one.id < other.id ? -1 : 1;
  if (one.actor === other.actor) return 0;
  return one.actor < other.actor ? -1 : 1;
}

/** Bytes among which the first line of every archive ends: a title is no longer. */
const longestHead = 65_536;

/** Whether the first line says that it is one, of whatever version. */
export function isArchive(bytes: Uint8Array): boolean {
  const begin = bytes.subarray(0, longestHead);
  const [first] = split(begin);
  return isRecord(first) && first.format === format;
}

/** Events read in one go. */
const perSlice = 1_000;

/**
 * Yields, between two slices, how many events it has read. Of a file in which anything is amiss nothing is handed out.
 * `now`: the wall clock, in milliseconds since 1970.
 */
export function* readArchive(bytes: Uint8Array, now: number): Generator<number, ReadArchive> {
  const [first, body] = split(bytes);
  if (!isRecord(first) || first.format !== format) return refused({ code: 'not-an-archive' });
  const { version } = first;
  if (typeof version === 'number' && version > archiveVersion) {
    return refused({ code: 'archive-newer', version });
  }
  const said = v.safeParse(head, first);
  if (!said.success) return refused({ code: 'archive-head' });
  const { dossier, events: count, sha256: digest } = said.output;

  const lines = textOf(body)?.split('\n') ?? [];
  // Each line ends with a line feed, so what comes after the last one is nothing.
  const found = lines.at(-1) === '' ? lines.length - 1 : Math.max(0, lines.length - 1);
  if (found < count) return refused({ code: 'archive-cut', found, said: count });
  if (bytesToHex(sha256(body)) !== digest) return refused({ code: 'archive-changed' });

  const events: LogEvent[] = [];
  for (const [place, written] of lines.slice(0, -1).entries()) {
    const parsed = parseEvent(jsonOf(written));
    const line = place + 2;
    if (!parsed.ok) return refused({ code: 'archive-line', line });
    const { event } = parsed;
    const recorded = recordedAt(event.id);
    if (event.at > recorded) return refused({ code: 'archive-line', line });
    if (driftBeyondLimit(event.id, now) > 0)
      return refused({ code: 'archive-ahead', line, recorded });
    events.push(event);
    if (events.length % perSlice === 0) yield events.length;
  }
  const described = events.filter(({ type }) => type === 'dossier.described.v1');
  if (described.some(({ subject }) => subject !== `dossier:${dossier}`)) {
    return refused({ code: 'archive-head' });
  }
  const title = foldDossier(described.sort(compareEvents))?.title ?? '';
  return { ok: true, archive: { dossier, title, events } };
}

function refused(problem: ArchiveProblem): ReadArchive {
  return { ok: false, problem };
}

/** What the first line says, if it is JSON, and the bytes after it. */
function split(bytes: Uint8Array): readonly [unknown, Uint8Array] {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const end = bytes.indexOf(lineFeed, mark);
  if (end < 0) return [jsonOf(textOf(bytes.subarray(mark)) ?? ''), new Uint8Array()];
  return [jsonOf(textOf(bytes.subarray(mark, end)) ?? ''), bytes.subarray(end + 1)];
}

/** Null where it is no UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
