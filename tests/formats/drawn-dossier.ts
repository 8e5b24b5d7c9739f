/**
 * Dossiers made up to be hard to write down: issues of any parties whose texts begin as formulas do and hold quotation
 * marks, separators, line breaks, pictures and letters that run from right to left, on days and at moments, some moved,
 * some removed, with notes and edits.
 */
import fc from 'fast-check';
import { type Folded, foldMore, nothingFolded } from '#src/domain/board.ts';
import type { Intention, KnownEvent } from '#src/domain/event.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import { type Instant, instantOf } from '#src/domain/instant.ts';
import { splitTags } from '#src/domain/issue-fields.ts';
import { partyCodes } from '#src/domain/party-codes.ts';
import { firstRanks } from '#src/domain/rank.ts';
import { limits } from '#src/domain/schemas.ts';
import { bases, categories, type Status, statuses } from '#src/domain/vocabulary.ts';
import { isBlank, isStorable } from '#src/domain/written-text.ts';
import { on, recorder } from '#tests/builders.ts';

/** What a text may begin with, so that a spreadsheet would run it, or its harmless form would be mistaken for it. */
const beginnings = [
  '=',
  '+',
  '-',
  '@',
  "'",
  "'=",
  "''-",
  '\t',
  '\r',
  '\n',
  '＝',
  '＠',
  '"',
  ' ',
  '',
];

const bits = [
  ...['a', 'Tariffs on almonds', '0', '1,5', '2025-11-05', '%', 'é', '日本', 'x0041_', '_', '.'],
  ...[' ', ',', ';', '|', '\t', '\n', '\r\n', '"', '""', "'", '=', '=1+1', '&', '<', '>', ']]>'],
  ...['😀', '👩‍🌾', 'עברית', 'العربية', '\u202e', '\u2028', '\ufeff', '\u00a0', '_x000D_', '&amp;'],
];

/** Characters that XML cannot hold, or that its readers take for others. */
const controls = ['\u0007', '\u000b', '\u001f', '\ufffe', '\uffff', '\r'];

function textOf(most: number, pieces: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...beginnings), fc.array(fc.constantFrom(...pieces), { maxLength: 14 }))
    .map(([begin, rest]) => begin + rest.join(''))
    .filter((text) => text.length <= most && isStorable(text));
}

function filledTextOf(most: number, pieces: readonly string[]): fc.Arbitrary<string> {
  return textOf(most, pieces).filter((text) => !isBlank(text));
}

/** As a form takes them; a line break is none of a tag. */
function tagsOf(pieces: readonly string[]): fc.Arbitrary<readonly string[]> {
  const tag = textOf(limits.tag, pieces).map((text) => text.replace(/[\r\n]/g, ''));
  return fc.array(tag, { maxLength: 4 }).map((tags) => splitTags(tags.join(',')));
}

/** Before anything is recorded. */
const moment: fc.Arbitrary<Instant> = fc
  .tuple(fc.integer({ min: Date.parse('1901-01-01'), max: Date.parse('2025-12-31') }), fc.boolean())
  .map(([time, isDay]) => instantOf(isDay ? time - (((time % day) + day) % day) : time));
const day = 86_400_000;

interface DrawnIssue {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly asker: number;
  readonly basis: (typeof bases)[number];
  readonly status: Status;
  readonly category: (typeof categories)[number];
  readonly at: Instant;
  readonly course: 'stays' | 'moves' | 'is-edited' | 'is-removed';
  readonly next: { readonly status: Status; readonly at: Instant };
  readonly notes: readonly string[];
}

function issueOf(pieces: readonly string[]): fc.Arbitrary<DrawnIssue> {
  return fc.record({
    slug: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/),
    title: filledTextOf(limits.title, pieces),
    summary: textOf(limits.summary, pieces),
    tags: tagsOf(pieces),
    asker: fc.nat(),
    basis: fc.constantFrom(...bases),
    status: fc.constantFrom(...statuses),
    category: fc.constantFrom(...categories),
    at: moment,
    course: fc.constantFrom('stays', 'stays', 'moves', 'moves', 'is-edited', 'is-removed'),
    next: fc.record({ status: fc.constantFrom(...statuses), at: moment }),
    notes: fc.array(filledTextOf(limits.note, pieces), { maxLength: 2 }),
  });
}

export interface DrawnDossier {
  readonly folded: Folded;
  readonly parties: readonly PartyCode[];
}

export const dossierId = 'dossier:drawn';

function intentionsOf(
  issue: DrawnIssue,
  place: number,
  parties: readonly PartyCode[],
): Intention[] {
  const subject: IssueId = `issue:${issue.slug}`;
  const rank = firstRanks(place + 1).at(-1);
  if (rank === undefined) throw new RangeError('There is a rank for each');
  const { title, summary, tags, basis, status, category, at, next } = issue;
  const asker = parties[issue.asker % parties.length] ?? 'US';
  const fields = { title, summary, tags, basis, category, asker, status, rank, evidence: [] };
  const added: Intention = { type: 'issue.added.v1', subject, payload: fields, at };
  const notes = issue.notes.map((text): Intention => {
    return { type: 'annotation.added.v1', subject, payload: { text }, at };
  });
  const [, later = at] = [at, next.at].sort();
  switch (issue.course) {
    case 'stays':
      return [added, ...notes];
    case 'moves': {
      const payload = { status: next.status, rank, reason: title.trim() };
      return [added, ...notes, { type: 'issue.moved.v1', subject, payload, at: later }];
    }
    case 'is-edited': {
      const payload = { summary: `${title} ${summary}`.slice(0, limits.summary) };
      return [added, ...notes, { type: 'issue.edited.v1', subject, payload, at: later }];
    }
    case 'is-removed':
      return [added, { type: 'issue.removed.v1', subject, payload: {}, at: later }];
  }
}

/** Of 1 to 8 issues. `hasControls`: whether texts hold characters that no text of people holds. */
export function drawnDossier({ hasControls = false } = {}): fc.Arbitrary<DrawnDossier> {
  const pieces = hasControls ? [...bits, ...controls] : bits;
  return fc
    .record({
      parties: fc.uniqueArray(fc.constantFrom(...partyCodes), { minLength: 2, maxLength: 8 }),
      issues: fc.uniqueArray(issueOf(pieces), {
        selector: ({ slug }) => slug,
        minLength: 1,
        maxLength: 8,
      }),
    })
    .map(({ parties, issues }) => {
      const { record } = recorder('actor:me', { start: on('2026-01-01') });
      const payload = { title: 'Drawn', parties };
      const events: KnownEvent[] = [
        ...record({ type: 'dossier.described.v1', subject: dossierId, payload }),
      ];
      for (const [place, issue] of issues.entries()) {
        const [first, ...rest] = intentionsOf(issue, place, parties);
        if (first) events.push(...record(first, ...rest));
      }
      return { folded: foldMore(nothingFolded, events), parties };
    });
}
