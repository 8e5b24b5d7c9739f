/**
 * An issue as prose with footnotes, for a letter or an article: who asks what, where it stands, what each passage says,
 * and beneath it the documents, each once: “[1] LexBlog, The end of it, 3 June 2019, https://…”. A passage of a source
 * stands between quotation marks; one of a digest never does, and is called a digest.
 */
import type { Board } from '#src/domain/board.ts';
import { type SourceDocument, standingOf } from '#src/domain/dossier.ts';
import type { DocumentId, PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Passage } from '#src/domain/passage.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import * as words from './compiled/citation.ts';
import { formatCalendarDate, formatDay } from './dates.ts';
import { fullPartyInText } from './parties.ts';
import { htmlOf, type Line, onOneLine, type Piece, textOf, written } from './prose.ts';

export interface Citation {
  /** With an empty line between paragraphs. */
  readonly text: string;
  /** The same as HTML, in which whatever somebody wrote is text. */
  readonly html: string;
  /** How many documents stand in it as footnotes. */
  readonly footnotes: number;
}

/** `summary`: the issue's, as plain text, for an issue holds Markdown. */
export function citationOf(issue: Issue, board: Board, summary: string): Citation {
  const cited = citedIn(issue, board);
  const [first = [], ...others] = linesOf(summary).map((text): Line => [written(text)]);
  const opening = openingOf(issue, board);
  const paragraphs: readonly Line[] = [
    first.length === 0 ? opening : [...opening, ' ', ...first],
    ...others,
    evidenceOf(issue, board, cited),
  ];
  const notes = cited.map((document, index) => footnoteOf(document, index + 1));
  return {
    text: [...paragraphs.map(textOf), ...(notes.length > 0 ? [notes.map(textOf).join('\n')] : [])]
      .join('\n\n')
      .concat('\n'),
    html: [...paragraphs.map(htmlOf), ...(notes.length > 0 ? [notes.map(htmlOf).join('<br>')] : [])]
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join('\n'),
    footnotes: notes.length,
  };
}

/** The documents that the passages are from, each once, in the order in which they are cited. */
function citedIn({ evidence }: Issue, { documents }: Board): readonly SourceDocument[] {
  const ids = new Set<DocumentId>(evidence.map(({ document }) => document));
  return [...ids].flatMap((id) => documents.get(id) ?? []);
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Since when an issue is in its status, without a full stop. */
export const standings: Readonly<Record<Status, (values: { readonly day: string }) => string>> = {
  open: words.open,
  'under-discussion': words.underDiscussion,
  resolved: words.resolved,
};

function openingOf(issue: Issue, board: Board): Line {
  const { basis, status, movedAt, removed } = issue;
  const marks = {
    party: fullPartyInText(issue.asker),
    basis,
    standing: standings[status]({ day: formatDay(movedAt) }),
    title: (): Piece => ({ kind: 'title', text: onOneLine(issue.title) }),
  };
  const other = counterpartOf(issue.asker, board);
  const said =
    other === null
      ? words.opening(marks)
      : words.openingOf({ ...marks, other: fullPartyInText(other) });
  return removed === null ? said : [...said, ' ', words.removed({ day: formatDay(removed.at) })];
}

/** Of whom it is asked; null where the dossier has more than two sides. */
function counterpartOf(asker: PartyCode, { dossier }: Board): PartyCode | null {
  const others = (dossier?.parties ?? []).filter((party) => party !== asker);
  return others.length === 1 ? (others[0] ?? null) : null;
}

function evidenceOf({ evidence }: Issue, board: Board, cited: readonly SourceDocument[]): Line {
  if (evidence.length === 0) return [words.none()];
  return evidence.flatMap((passage, index) => [
    ...(index === 0 ? [] : [' ']),
    ...sentenceOf(passage, board, cited),
  ]);
}

/** What a passage says, with the number of its document among those cited. */
export function sentenceOf(passage: Passage, board: Board, cited: readonly SourceDocument[]): Line {
  return [...statementOf(passage, board, cited), ...(isSentence.test(passage.exact) ? [] : ['.'])];
}

const isSentence = /[.!?…]\p{Pf}?\s*$/u;

function statementOf(passage: Passage, board: Board, cited: readonly SourceDocument[]): Line {
  const document = board.documents.get(passage.document);
  const exact = () => written(passage.exact);
  if (document === undefined) return words.noDocument({ words: exact });
  const marks = {
    words: exact,
    publisher: () => written(document.publisher),
    mark: (): Piece => ({ kind: 'mark', number: cited.indexOf(document) + 1 }),
  };
  switch (standingOf(passage, document)) {
    case 'quotation':
      return words.quotation(marks);
    case 'digest':
      return words.digest(marks);
    default:
      return words.notThere(marks);
  }
}

export function footnoteOf(
  { publisher, title, published, address }: SourceDocument,
  number: number,
): Line {
  const parts: readonly Piece[] = [
    written(publisher),
    { kind: 'document', text: onOneLine(title) },
    published === undefined ? words.undated() : formatCalendarDate(published),
    ...(address === undefined ? [] : [{ kind: 'address', text: address } as const]),
  ];
  const listed = parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
  return [words.mark({ number }), ' ', ...listed];
}
