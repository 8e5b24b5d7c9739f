/** The passages an issue rests on: each quote, the document it is from, and its place in the text. */
import type { SourceDocument } from '#src/domain/dossier.ts';
import type { Issue } from '#src/domain/issue.ts';
import { type Passage, placementOf } from '#src/domain/passage.ts';
import { useDossier } from '#src/store/hooks.ts';
import { formatCalendarDate } from '#src/ui/format-date.ts';
import { PanelSection } from './panel-section.tsx';
import { TextBoundary } from './text-boundary.tsx';

export function Evidence({ issue }: { issue: Issue }) {
  return (
    <PanelSection heading="Evidence" count={issue.evidence.length}>
      {issue.evidence.length === 0 && (
        <p className="text-sm text-soft">
          No passage is quoted yet, so nothing here is traced to a source.
        </p>
      )}
      {issue.evidence.map((passage) => (
        <TextBoundary
          key={`${passage.document} ${passage.start} ${passage.exact}`}
          text={passage.exact}
        >
          <Quote passage={passage} />
        </TextBoundary>
      ))}
    </PanelSection>
  );
}

function Quote({ passage }: { passage: Passage }) {
  const document = useDossier((state) => state.folded.board.documents.get(passage.document));
  return (
    <figure className="grid gap-1.5">
      <blockquote
        dir="auto"
        className="kept-within border-edge border-l-2 pl-3 font-serif text-[1.0625rem] leading-6"
      >
        {passage.exact}
      </blockquote>
      <figcaption className="grid gap-1 pl-3.5 text-xs text-soft">
        {document ? (
          <Source document={document} passage={passage} />
        ) : (
          'The document is not in this dossier yet.'
        )}
      </figcaption>
    </figure>
  );
}

function Source({ document, passage }: { document: SourceDocument; passage: Passage }) {
  const { title, address, publisher, date, paragraphs } = document;
  return (
    <>
      <span>
        {address === undefined ? (
          <span dir="auto" className="inline-block py-0.75 text-ink">
            {title}
          </span>
        ) : (
          <a
            href={address}
            dir="auto"
            target="_blank"
            rel="noopener noreferrer"
            className="inline-block py-0.75 text-accent underline underline-offset-2"
          >
            {title}
          </a>
        )}
        <br />
        <bdi>{publisher}</bdi>, <time dateTime={date}>{formatCalendarDate(date)}</time>
      </span>
      {/* The place in a long document is what it is opened for. */}
      <details
        onToggle={({ currentTarget }) =>
          currentTarget.open &&
          currentTarget.querySelector('mark')?.scrollIntoView({ block: 'nearest' })
        }
      >
        <summary className="print:hidden w-fit rounded-sm py-0.75 hover:text-ink">
          Show in context
        </summary>
        <div className="mt-1.5 grid gap-2 rounded-md bg-well p-3 font-serif text-sm leading-6 text-ink">
          <Context paragraphs={paragraphs} passage={passage} />
        </div>
      </details>
    </>
  );
}

/** The document's paragraphs, with the passage marked where it stands in them. */
function Context({ paragraphs, passage }: { paragraphs: readonly string[]; passage: Passage }) {
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
