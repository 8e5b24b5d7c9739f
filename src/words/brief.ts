/**
 * The brief: what one sends to those who have five minutes. The state of the talks in a sentence, what changed since a day,
 * then each side's asks by status with their latest move and the best passage they rest on, the questions that notes leave
 * open, and the sources. It is made of blocks, which are written as Markdown, as HTML, or shown on paper.
 */
import type { Board } from '#src/domain/board.ts';
import type { IssueChange } from '#src/domain/changes-between.ts';
import { type SourceDocument, standingOf } from '#src/domain/dossier.ts';
import type { DocumentId, IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Passage } from '#src/domain/passage.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { footnoteOf, sentenceOf, standings } from './citation.ts';
import * as words from './compiled/brief.ts';
import { none } from './compiled/citation.ts';
import { ticked, unticked } from './compiled/issue.ts';
import { formatCalendarDay, formatDay } from './dates.ts';
import { fieldWords } from './fields.ts';
import { listAll, listPlainly } from './numbers.ts';
import { askOf, asksOf } from './parties.ts';
import { htmlOf, type Line, markdownOf, onOneLine, type Piece, written } from './prose.ts';
import { statusLabel } from './vocabulary.ts';

export interface BriefSource {
  readonly title: string;
  readonly board: Board;
  /** The issues shown, by side and status, in their order. */
  readonly lanes: readonly {
    readonly party: PartyCode;
    readonly issuesOf: (status: Status) => readonly Issue[];
  }[];
  /** The state of the talks, and the line under it. */
  readonly headline: string;
  readonly asOf: readonly string[];
  /** What the filters leave, in a sentence; null where there are none. */
  readonly filtered: string | null;
  /** The first day that is looked back over, as its midnight in UTC, and what of the issues shown has changed since. */
  readonly since: Instant;
  readonly changes: readonly IssueChange[];
  /** Whether there was no issue at all before. */
  readonly isBegun: boolean;
  /** Why an issue came to its status; empty where nobody said. */
  readonly reasonOf: (issue: IssueId) => string;
  /** A Markdown text without its marks. */
  readonly plain: (markdown: string) => string;
  /** Where the board stands that this is a brief of. */
  readonly address: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly line: Line }
  /** Each entry with what stands under it. */
  | { readonly kind: 'list'; readonly entries: readonly Entry[] };

type Entry = readonly [Line, ...Line[]];

/** What is found out about an issue, which takes its history, its passages and its notes. */
interface Findings {
  readonly reason: string;
  readonly passage: Passage | null;
  readonly questions: readonly Line[];
}

/** Changes that are told one by one. */
const mostChanges = 25;

/** Issues looked into in one go. */
const perSlice = 100;

/** Yields where it may be interrupted. */
export function* briefOf(source: BriefSource): Generator<void, readonly Block[]> {
  const { board, lanes, filtered } = source;
  const issues = lanes.flatMap(({ issuesOf }) => statuses.flatMap(issuesOf));
  const found = new Map<IssueId, Findings>();
  for (const issue of issues) {
    found.set(issue.id, {
      reason: source.reasonOf(issue.id),
      passage: bestOf(issue, board),
      questions: questionsOf(issue, source),
    });
    if (found.size % perSlice === 0) yield;
  }
  const findings = [...found.values()];
  const cited = citedIn(findings, board);
  const questions = findings.flatMap((each) => each.questions);
  return [
    heading(1, [written(source.title)]),
    paragraph([source.headline]),
    ...(source.asOf.length > 0 ? [paragraph([source.asOf.join(' · ')])] : []),
    ...(filtered === null ? [] : [paragraph([filtered])]),
    heading(2, [words.since({ day: formatCalendarDay(source.since) })]),
    ...changesOf(source, issues),
    ...lanes.flatMap((lane) => laneOf(lane, source, found, cited)),
    ...(questions.length > 0
      ? [heading(2, [words.questions()]), listOf(questions.map((line) => [line]))]
      : []),
    ...(cited.length > 0
      ? [
          heading(2, [words.sources()]),
          ...cited.map((document, place) => paragraph(footnoteOf(document, place + 1))),
        ]
      : []),
    paragraph(words.board<Piece>({ address: () => ({ kind: 'address', text: source.address }) })),
  ];
}

function heading(level: 1 | 2 | 3, line: Line): Block {
  return { kind: 'heading', level, line };
}

function paragraph(line: Line): Block {
  return { kind: 'paragraph', line };
}

function listOf(entries: readonly Entry[]): Block {
  return { kind: 'list', entries };
}

function titleOf({ title }: Issue): Piece {
  return { kind: 'title', text: onOneLine(title) };
}

/** In the order in which the issues follow; what has gone comes last. */
function changesOf(
  { changes, isBegun, filtered }: BriefSource,
  issues: readonly Issue[],
): readonly Block[] {
  const scope = filtered === null ? 'all' : 'shown';
  if (changes.length === 0) return [paragraph([words.nothing({ scope })])];
  if (isBegun) return [paragraph([words.begun({ count: changes.length, scope })])];
  const places = new Map(issues.map(({ id }, place) => [id, place]));
  const placeOf = ({ issue }: IssueChange) => places.get(issue.id) ?? issues.length;
  const told = changes
    .toSorted((one, other) => placeOf(one) - placeOf(other))
    .slice(0, mostChanges);
  const untold = changes.length - told.length;
  return [
    listOf(told.map((change) => [changeLine(change)])),
    ...(untold > 0 ? [paragraph([words.moreChanges({ count: untold })])] : []),
  ];
}

function changeLine(change: IssueChange): Line {
  const { issue } = change;
  return words.change<Piece>({
    title: () => titleOf(issue),
    ask: askOf(issue.asker),
    what: listPlainly(whatChanged(change)),
  });
}

function whatChanged({ issue, kind, from, fields, notes }: IssueChange): readonly string[] {
  const status = statusLabel(issue.status);
  const said = notes > 0 ? [words.hasNotes({ count: notes })] : [];
  switch (kind) {
    case 'gone':
      return [words.isGone()];
    case 'new':
      return [words.isNew({ status }), ...said];
    case 'back':
      return [words.isBack({ status }), ...said];
    case 'other': {
      const nouns = fields.map((name) => fieldWords[name].noun());
      const day = formatDay(issue.movedAt);
      return [
        ...(from === null ? [] : [words.isMoved({ from: statusLabel(from), to: status, day })]),
        ...(nouns.length === 0 ? [] : [words.isEdited({ fields: listAll(nouns) })]),
        ...said,
      ];
    }
  }
}

type Lane = BriefSource['lanes'][number];

function laneOf(
  { party, issuesOf }: Lane,
  { board, filtered }: BriefSource,
  found: ReadonlyMap<IssueId, Findings>,
  cited: readonly SourceDocument[],
): readonly Block[] {
  const cells = statuses.flatMap((status): Block[] => {
    const issues = issuesOf(status);
    if (issues.length === 0) return [];
    const label = words.status({ status: statusLabel(status), count: issues.length });
    const entries = issues.map((issue) => entryOf(issue, found.get(issue.id), board, cited));
    return [heading(3, [label]), listOf(entries)];
  });
  // Under a filter, a side that shows nothing may well ask for something.
  if (cells.length === 0 && filtered !== null) return [];
  const content = cells.length > 0 ? cells : [paragraph([words.noAsks()])];
  return [heading(2, [asksOf(party)]), ...content];
}

function entryOf(
  issue: Issue,
  found: Findings | undefined,
  board: Board,
  cited: readonly SourceDocument[],
): Entry {
  const { reason = '', passage = null } = found ?? {};
  const opening: Line = words.issue<Piece>({
    title: () => titleOf(issue),
    standing: standings[issue.status]({ day: formatDay(issue.movedAt) }),
    basis: issue.basis,
  });
  const because: Line[] =
    reason === '' ? [] : [words.because<Piece>({ reason: () => written(reason) })];
  if (passage === null) return [opening, ...because, [none()]];
  const more = issue.evidence.length - 1;
  const evidence: Line = [
    ...sentenceOf(passage, board, cited),
    ...(more > 0 ? [' ', words.more({ count: more })] : []),
  ];
  return [opening, ...because, evidence];
}

/** What says most: the publisher's own words, else a digest, else whatever there is. */
function bestOf({ evidence }: Issue, { documents }: Board): Passage | null {
  let digest: Passage | undefined;
  for (const passage of evidence) {
    const standing = standingOf(passage, documents.get(passage.document));
    if (standing === 'quotation') return passage;
    if (standing === 'digest') digest ??= passage;
  }
  return digest ?? evidence[0] ?? null;
}

function citedIn(findings: readonly Findings[], { documents }: Board): readonly SourceDocument[] {
  const ids = new Set<DocumentId>(findings.flatMap(({ passage }) => passage?.document ?? []));
  return [...ids].flatMap((id) => documents.get(id) ?? []);
}

const ends = /(?<=[.!?…؟？][\p{Pf}\p{Pe}"']*)\s+|\n+/u;
const isQuestion = /[?؟？][\p{Pf}\p{Pe}"']*$/u;
const isAddress = /^https?:\S+$/;
/** Of an item of a list. */
const bullet = /^(?:•|\d+\.(?=\s))\s*/u;

/** Sentences of notes that end as a question does, as long as their issue is not resolved, nor they are ticked off. */
function questionsOf(issue: Issue, { plain }: BriefSource): readonly Line[] {
  if (issue.status === 'resolved') return [];
  return issue.annotations.flatMap(({ text }) =>
    plain(text)
      .split(ends)
      .map((sentence) => sentence.trim().replace(bullet, ''))
      .filter((sentence) => isQuestion.test(sentence) && !isAddress.test(sentence))
      .filter((sentence) => !sentence.startsWith(ticked().trim()))
      .map((sentence) => sentence.replace(unticked().trim(), '').trim())
      .map((sentence) =>
        words.question<Piece>({ title: () => titleOf(issue), words: () => written(sentence) }),
      ),
  );
}

export function briefMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(blockMarkdown).join('\n\n')}\n`;
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${markdownOf(block.line)}`;
    case 'paragraph':
      return markdownOf(block.line);
    case 'list':
      return block.entries.map(entryMarkdown).join('\n');
  }
}

function entryMarkdown([first, ...under]: Entry): string {
  const paragraphs = [`- ${markdownOf(first)}`, ...under.map((line) => `  ${markdownOf(line)}`)];
  return paragraphs.join('\n\n');
}

export function briefHtml(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join('\n');
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${htmlOf(block.line)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${htmlOf(block.line)}</p>`;
    case 'list':
      return `<ul>${block.entries.map((lines) => `<li>${lines.map(htmlOf).join('<br>')}</li>`).join('')}</ul>`;
  }
}
