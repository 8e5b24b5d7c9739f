/** The passages an issue rests on: the quote, and the document it is from. */
import type { Issue } from '#src/domain/issue.ts';
import type { Passage } from '#src/domain/passage.ts';
import { useDossier } from '#src/store/hooks.ts';
import { formatCalendarDate } from '#src/ui/format-date.ts';
import { PanelSection } from './panel-section.tsx';

export function Evidence({ issue }: { issue: Issue }) {
  return (
    <PanelSection heading="Evidence" count={issue.evidence.length}>
      {issue.evidence.length === 0 && (
        <p className="text-sm text-soft">
          No passage is quoted yet, so nothing here is traced to a source.
        </p>
      )}
      {issue.evidence.map((passage) => (
        <Quote key={`${passage.document} ${passage.start} ${passage.exact}`} passage={passage} />
      ))}
    </PanelSection>
  );
}

function Quote({ passage }: { passage: Passage }) {
  const document = useDossier((state) => state.folded.board.documents.get(passage.document));
  return (
    <figure className="grid gap-1.5">
      <blockquote className="border-edge border-l-2 pl-3 font-serif text-[1.0625rem] leading-6">
        {passage.exact}
      </blockquote>
      <figcaption className="pl-3.5 text-xs text-soft">
        {document ? (
          <>
            {document.address ? (
              <a
                href={document.address}
                target="_blank"
                rel="noopener noreferrer"
                className="text-accent underline underline-offset-2"
              >
                {document.title}
              </a>
            ) : (
              <span className="text-ink">{document.title}</span>
            )}
            <br />
            {document.publisher},{' '}
            <time dateTime={document.date}>{formatCalendarDate(document.date)}</time>
          </>
        ) : (
          'The document is not in this dossier yet.'
        )}
      </figcaption>
    </figure>
  );
}
