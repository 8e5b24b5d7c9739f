/**
 * What a dossier's tables say when they are taken out as a file: the issues, under names by which they are known again
 * when the file is taken in, their notes, their histories, and the documents they rest on. A passage of a source stands
 * between quotation marks; one of a digest never does, and is called a digest.
 */
import type { Annotation } from '#src/domain/annotation.ts';
import type { Board } from '#src/domain/board.ts';
import { type SourceDocument, standingOf } from '#src/domain/dossier.ts';
import type { LogEvent } from '#src/domain/event.ts';
import { type HistoryEntry, historyOf } from '#src/domain/history.ts';
import {
  type ActorId,
  type DocumentId,
  type IssueId,
  type PartyCode,
  slugOf,
} from '#src/domain/ids.ts';
import { type CalendarDate, isInstant } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Passage } from '#src/domain/passage.ts';
import {
  type TimeCell,
  timeCell,
  type WrittenCell,
  type WrittenColumn,
  type WrittenTable,
} from '#src/formats/written-table.ts';
import { type ChangeInWords, describeAction, describeChanges } from './actions.ts';
import { nameless } from './compiled/actors.ts';
import * as evidence from './compiled/evidence.ts';
import * as fields from './compiled/fields.ts';
import * as history from './compiled/history.ts';
import * as table from './compiled/table.ts';
import * as words from './compiled/table-out.ts';
import { partyName } from './parties.ts';
import { askerCalled } from './table-names.ts';
import { basisLabel, categoryLabel, statusLabel } from './vocabulary.ts';

export interface TableSource {
  readonly board: Board;
  /** Those that are shown, in their order. */
  readonly issues: readonly Issue[];
  /** Whether the board has others, so that only the documents that belong to these are told of. */
  readonly isPart: boolean;
  /** Everybody by the name they have today. */
  readonly actors: Board['actors'];
  /** All that has happened to an issue by the date that is shown, in fold order. */
  readonly eventsOf: (issue: IssueId) => readonly LogEvent[];
  /** Where the page shows an issue, from the scheme on. */
  readonly addressOf: (issue: IssueId) => string;
}

interface Column<Row> extends WrittenColumn {
  readonly cell: (row: Row) => WrittenCell;
}

/** Its rows are put into cells while they are written. */
function tableOf<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: () => Iterable<Row>,
): WrittenTable {
  return {
    name,
    columns,
    rows: {
      [Symbol.iterator]: function* () {
        for (const row of rows()) yield columns.map(({ cell }) => cell(row));
      },
    },
  };
}

type From = Pick<TableSource, 'issues' | 'addressOf'>;

/** The issues alone, as a table of one row each. */
export function issueTable({ issues, addressOf }: From): WrittenTable {
  const nameOf = askerNames();
  const columns: readonly Column<Issue>[] = [
    { name: words.id(), width: 16, cell: ({ id }) => slugOf(id) },
    {
      name: words.issue(),
      width: 48,
      cell: ({ id, title }) => ({ kind: 'link', text: title, address: addressOf(id) }),
    },
    { name: fields.asker(), width: 18, cell: ({ asker }) => nameOf(asker) },
    { name: fields.basis(), width: 10, cell: ({ basis }) => basisLabel(basis) },
    { name: fields.status(), width: 17, cell: ({ status }) => statusLabel(status) },
    { name: fields.category(), width: 17, cell: ({ category }) => categoryLabel(category) },
    { name: fields.tags(), width: 24, cell: ({ tags }) => tagsText(tags) },
    { name: fields.summary(), width: 60, cell: ({ summary }) => summary },
    { name: words.since(), width: 24, cell: ({ movedAt }) => timeCell(movedAt) },
    { name: table.added(), width: 24, cell: ({ addedAt }) => timeCell(addedAt) },
    { name: words.noteCount(), width: 17, cell: ({ annotations }) => annotations.length },
    { name: words.passageCount(), width: 20, cell: (issue) => issue.evidence.length },
  ];
  return tableOf(table.caption(), columns, () => issues);
}

/** Each party by a name by which it is found again; by its code where it has none of its own. */
function askerNames(): (code: PartyCode) => string {
  const names = new Map<PartyCode, string>();
  return (code) => {
    const known = names.get(code);
    if (known !== undefined) return known;
    const long = partyName(code);
    const name = askerCalled(long) === code ? long : code;
    names.set(code, name);
    return name;
  };
}

/** A list of one tag is no list of several, whatever stands in it: a comma says so. */
function tagsText(tags: readonly string[]): string {
  const text = tags.join(', ');
  return text.includes(';') && !text.includes(',') ? `${text},` : text;
}

/** Everything, as a table each. */
export function dossierTables(source: TableSource): readonly WrittenTable[] {
  return [issueTable(source), noteTable(source), historyTable(source), documentTable(source)];
}

interface Note {
  readonly note: Annotation;
  /** What it is on. */
  readonly subject: Issue | SourceDocument;
}

function noteTable(source: TableSource): WrittenTable {
  const { board, issues } = source;
  const nameOf = actorNames(source);
  const standing = ({ note: { passage } }: Note) =>
    passage && standingOf(passage, board.documents.get(passage.document));
  const columns: readonly Column<Note>[] = [
    { name: words.on(), width: 48, cell: ({ subject }) => subject.title },
    {
      name: words.kind(),
      width: 12,
      cell: ({ subject }) => ('asker' in subject ? words.issue() : words.document()),
    },
    { name: words.author(), width: 20, cell: ({ note }) => note.writtenBy ?? nameOf(note.author) },
    { name: words.written(), width: 24, cell: ({ note }) => timeCell(note.at) },
    {
      name: words.edited(),
      width: 24,
      cell: ({ note: { edited } }) => (edited ? timeCell(edited.at) : null),
    },
    { name: words.note(), width: 60, cell: ({ note }) => note.text },
    {
      name: words.passage(),
      width: 48,
      cell: (row) =>
        row.note.passage ? passageText(row.note.passage, standing(row) === 'quotation') : null,
    },
    { name: words.passageIs(), width: 24, cell: (row) => standingText(standing(row)) },
  ];
  return tableOf(table.notes(), columns, function* () {
    for (const subject of [...issues, ...documentsOf(source)]) {
      for (const note of subject.annotations) yield { note, subject };
    }
  });
}

function actorNames({ actors }: TableSource): (id: ActorId) => string {
  return (id) => actors.get(id)?.name ?? nameless();
}

function passageText({ exact }: Passage, isQuoted: boolean): string {
  return isQuoted ? evidence.quoted<string>({ words: () => exact }).join('') : exact;
}

function standingText(standing: ReturnType<typeof standingOf> | undefined): string | null {
  switch (standing) {
    case undefined:
      return null;
    case 'quotation':
      return words.quotation();
    case 'digest':
      return words.digest();
    case 'not-in-document':
      return evidence.notThere();
    case 'no-document':
      return evidence.noDocument();
  }
}

interface Entry {
  readonly entry: HistoryEntry;
  readonly issue: Issue;
}

function historyTable(source: TableSource): WrittenTable {
  const nameOf = actorNames(source);
  const columns: readonly Column<Entry>[] = [
    { name: words.happened(), width: 24, cell: ({ entry }) => timeCell(entry.at) },
    {
      name: words.recorded(),
      width: 24,
      cell: ({ entry }) => ({ kind: 'moment', at: entry.recordedAt }),
    },
    { name: words.issue(), width: 48, cell: ({ issue }) => issue.title },
    { name: words.who(), width: 20, cell: ({ entry }) => nameOf(entry.actor) },
    { name: words.what(), width: 48, cell: ({ entry }) => describeAction(entry.action) },
    { name: words.changes(), width: 48, cell: ({ entry }) => changesText(entry) },
    {
      name: words.reason(),
      width: 48,
      cell: ({ entry: { action } }) => ('reason' in action ? action.reason : null),
    },
    { name: words.undone(), width: 24, cell: ({ entry }) => undoneAt(entry) },
    {
      name: words.undoneBy(),
      width: 20,
      cell: ({ entry: { retracted } }) => retracted && nameOf(retracted.actor),
    },
  ];
  return tableOf(history.heading(), columns, function* () {
    for (const issue of source.issues) {
      for (const entry of historyOf(source.eventsOf(issue.id))) yield { entry, issue };
    }
  });
}

function undoneAt({ retracted }: HistoryEntry): TimeCell | null {
  return retracted && { kind: 'moment', at: retracted.recordedAt };
}

/** A line each: “Title: GSP → GSP status”. */
function changesText({ action }: HistoryEntry): string | null {
  return action.kind === 'edited' ? describeChanges(action).map(changeText).join('\n') : null;
}

function changeText({ label, before, after }: ChangeInWords): string {
  const said = history.change<string>({
    field: () => label,
    before: () => before || history.nothing(),
    arrow: (inner) => inner.join(''),
    hidden: () => '',
    after: () => after || history.nothing(),
  });
  return said.join('');
}

const kindLabels = { source: words.source, digest: words.digest } as const;

function documentTable(source: TableSource): WrittenTable {
  const resting = restingOn(source.issues);
  const columns: readonly Column<SourceDocument>[] = [
    { name: fields.title(), width: 48, cell: ({ title }) => title },
    { name: words.publisher(), width: 24, cell: ({ publisher }) => publisher },
    { name: words.kind(), width: 12, cell: ({ kind }) => kindLabels[kind]() },
    { name: words.published(), width: 12, cell: ({ published }) => publishedCell(published) },
    {
      name: words.address(),
      width: 48,
      cell: ({ address: text }) =>
        text === undefined ? null : { kind: 'link', text, address: text },
    },
    { name: words.paragraphs(), width: 12, cell: ({ paragraphs }) => paragraphs.length },
    {
      name: words.restingIssues(),
      width: 60,
      cell: ({ id }) => resting.get(id)?.join('\n') ?? null,
    },
  ];
  return tableOf(words.documents(), columns, () => documentsOf(source));
}

/** A day as one; a month, which is none, as it is written. */
function publishedCell(published: CalendarDate | undefined): WrittenCell {
  if (published === undefined) return null;
  const at = `${published}T00:00:00.000Z`;
  return isInstant(at) ? timeCell(at) : published;
}

/** The titles of the issues that rest on each document, each once. */
function restingOn(issues: readonly Issue[]): ReadonlyMap<DocumentId, readonly string[]> {
  const titles = new Map<DocumentId, string[]>();
  for (const { title, evidence } of issues) {
    for (const id of new Set(evidence.map(({ document }) => document))) {
      const known = titles.get(id);
      if (known) known.push(title);
      else titles.set(id, [title]);
    }
  }
  return titles;
}

/** By their dates, those without one last. */
function documentsOf({ board, issues, isPart }: TableSource): readonly SourceDocument[] {
  const cited = isPart ? new Set(issues.flatMap(citedIn)) : null;
  return [...board.documents.values()]
    .filter(({ id }) => cited === null || cited.has(id))
    .sort((a, b) => compare(orderKey(a), orderKey(b)));
}

function citedIn({ evidence, annotations }: Issue): DocumentId[] {
  const passages = [...evidence, ...annotations.flatMap(({ passage }) => passage ?? [])];
  return passages.map(({ document }) => document);
}

function orderKey({ published = '~', id }: SourceDocument): string {
  return `${published} ${id}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
