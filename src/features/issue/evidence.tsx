/**
 * The passages an issue rests on. A passage of a source is shown as the quotation it is; one of a digest is the
 * dossier's own wording: it is called a digest, says of what, and has nothing of a quotation about it.
 */
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type PassageStanding, type SourceDocument, standingOf } from '#src/domain/dossier.ts';
import type { Issue } from '#src/domain/issue.ts';
import { type Passage, placementOf } from '#src/domain/passage.ts';
import { useBoard } from '#src/store/hooks.ts';
import { List } from '#src/ui/list.tsx';
import { phrase } from '#src/ui/phrase.ts';
import * as words from '#src/words/compiled/evidence.ts';
import { formatCalendarDate } from '#src/words/dates.ts';
import { Markdown } from './markdown.tsx';
import { PanelSection } from './panel-section.tsx';
import { TextBoundary } from './text-boundary.tsx';

export function Evidence({ issue }: { issue: Issue }) {
  return (
    <PanelSection heading={words.heading()} count={issue.evidence.length}>
      {issue.evidence.length === 0 ? (
        <p className="text-sm text-soft">{words.none()}</p>
      ) : (
        <List className="grid grid-cols-[minmax(0,1fr)] gap-5">
          {issue.evidence.map((passage) => (
            <TextBoundary
              key={`${passage.document} ${passage.start} ${passage.exact}`}
              text={passage.exact}
            >
              <Item passage={passage} />
            </TextBoundary>
          ))}
        </List>
      )}
    </PanelSection>
  );
}

/** Named by its words, which are what one looks for. */
function Item({ passage }: { passage: Passage }) {
  const id = useId();
  const document = useBoard((board) => board.documents.get(passage.document));
  const standing = standingOf(passage, document);
  const exact = (
    <span id={id} dir="auto">
      {passage.exact}
    </span>
  );
  return (
    <li aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <figure className="grid gap-1.5">
        <figcaption className="text-xs text-soft">
          <Origin standing={standing} document={document} />
        </figcaption>
        {standing === 'quotation' ? (
          <blockquote className="wrap-anywhere kept-within border-edge border-l-2 pl-3 font-serif text-[1.0625rem] leading-6">
            {phrase(words.quoted({ words: () => exact }))}
          </blockquote>
        ) : (
          <p className="wrap-anywhere kept-within text-sm">{exact}</p>
        )}
      </figure>
      {document && <Whereabouts document={document} passage={passage} />}
    </li>
  );
}

interface OriginProps {
  readonly standing: PassageStanding;
  readonly document: SourceDocument | undefined;
}

/** Whose words these are: “Digest of a report by Mondaq, published 3 June 2019”. */
function Origin({ standing, document }: OriginProps) {
  if (!document) return words.noDocument();
  const { publisher, published } = document;
  const marks = {
    kind: (inner: ReactNode) => <span className="font-semibold text-ink">{inner}</span>,
    publisher: () => <bdi>{publisher}</bdi>,
    day: (inner: ReactNode) => <Published date={published}>{inner}</Published>,
  };
  const isDated = published !== undefined;
  switch (standing) {
    case 'quotation':
      return phrase(isDated ? words.quotation(marks) : words.quotationUndated(marks));
    case 'digest':
      return phrase(isDated ? words.digest(marks) : words.digestUndated(marks));
    default:
      return words.notThere();
  }
}

interface PublishedProps {
  readonly date: string | undefined;
  /** What is said where it is not known. */
  readonly children: ReactNode;
}

function Published({ date, children }: PublishedProps) {
  if (date === undefined) return <span className="whitespace-nowrap">{children}</span>;
  return (
    <time dateTime={date} className="whitespace-nowrap">
      {formatCalendarDate(date)}
    </time>
  );
}

/** Where the passage can be looked up: at its publisher's address, and in the document's whole text. */
function Whereabouts({ document, passage }: { document: SourceDocument; passage: Passage }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const { address } = document;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5 text-xs text-soft">
      <p className="flex flex-wrap items-center gap-x-4">
        {address === undefined ? (
          <span className="py-0.75">{words.noAddress()}</span>
        ) : (
          <a
            href={address}
            dir="auto"
            target="_blank"
            rel="noopener noreferrer"
            className="py-0.75 text-accent pointer-coarse:py-3 underline underline-offset-2"
          >
            {hostOf(address)}
          </a>
        )}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setIsOpen(!isOpen)}
          className="inline-flex items-center gap-0.5 rounded-sm py-0.75 hover:text-ink pointer-coarse:min-h-11 print:hidden"
        >
          <ChevronRight aria-hidden="true" className={`size-3.5 ${isOpen ? 'rotate-90' : ''}`} />
          {words.showInDocument()}
        </button>
      </p>
      {isOpen && <WholeText id={id} document={document} passage={passage} />}
    </div>
  );
}

/** `https://www.lexblog.com/2019/…` → `lexblog.com`: what a reader can tell a publisher's own page by. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : address;
}

interface WholeTextProps {
  readonly id: string;
  readonly document: SourceDocument;
  readonly passage: Passage;
}

function WholeText({ id, document, passage }: WholeTextProps) {
  const { title, kind, paragraphs, annotations } = document;
  const box = useRef<HTMLDivElement>(null);
  // The place in a long document is what it is opened for.
  useEffect(() => {
    box.current?.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; this is a text with a name
    <div
      ref={box}
      id={id}
      role="group"
      aria-label={title}
      className="grid gap-2 rounded-md bg-well p-3"
    >
      <p dir="auto" className="font-semibold text-ink">
        {title}
      </p>
      {kind === 'digest' && <p>{words.inOwnWords()}</p>}
      <div
        className={`grid gap-2 text-sm text-ink ${kind === 'source' ? 'font-serif leading-6' : ''}`}
      >
        <Paragraphs paragraphs={paragraphs} passage={passage} />
      </div>
      {annotations.map((note) => (
        <div key={note.id} className="border-line border-t pt-2">
          <Markdown text={note.text} />
        </div>
      ))}
    </div>
  );
}

/** The document's paragraphs, with the passage marked where it stands in them. */
function Paragraphs({ paragraphs, passage }: { paragraphs: readonly string[]; passage: Passage }) {
  const placement = placementOf(paragraphs, passage);
  const parts = paragraphs.map((text, index) => ({
    key: `paragraph ${index}`,
    text,
    mark: placement.find(({ paragraph }) => paragraph === index),
  }));
  return parts.map(({ key, text, mark }) => (
    <p key={key} dir="auto">
      {mark ? <Marked text={text} start={mark.start} end={mark.end} /> : text}
    </p>
  ));
}

function Marked({ text, start, end }: { text: string; start: number; end: number }) {
  return (
    <>
      {text.slice(0, start)}
      <mark className="rounded-xs bg-accent/20 text-ink">{text.slice(start, end)}</mark>
      {text.slice(end)}
    </>
  );
}
