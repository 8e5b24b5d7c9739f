/** What an edit changed: field by field, from what to what; and which passages came to the evidence or left it. */
import type { ReactNode } from 'react';
import { standingOf } from '#src/domain/dossier.ts';
import type { HistoryAction } from '#src/domain/history.ts';
import type { Passage } from '#src/domain/passage.ts';
import { shorten } from '#src/domain/whole-characters.ts';
import { useBoard } from '#src/store/hooks.ts';
import { List } from '#src/ui/list.tsx';
import { phrase } from '#src/ui/phrase.ts';
import { type ChangeInWords, describeChanges } from '#src/words/actions.ts';
import * as words from '#src/words/compiled/history.ts';

type Edit = Extract<HistoryAction, { kind: 'edited' }>;

/** Characters of a passage that are shown: enough to know it by. */
const mostOfPassage = 120;

const noPassages: readonly Passage[] = [];

export function HistoryChanges({ edit }: { edit: Edit }) {
  const changes = describeChanges(edit);
  const { evidence: before = noPassages } = edit.before;
  const { evidence: after = noPassages } = edit.after;
  const added = without(after, before);
  const removed = without(before, after);
  if (changes.length + added.length + removed.length === 0) return null;
  return (
    <List className="my-0.5 grid grid-cols-[minmax(0,1fr)] gap-0.5 text-xs">
      {changes.map((change) => (
        <Change key={change.field} change={change} />
      ))}
      {added.map((passage) => (
        <PassageLine key={keyOf(passage)} passage={passage} isAdded />
      ))}
      {removed.map((passage) => (
        <PassageLine key={keyOf(passage)} passage={passage} isAdded={false} />
      ))}
    </List>
  );
}

function keyOf({ document, start, exact }: Passage): string {
  return `${document} ${start} ${exact}`;
}

function without(passages: readonly Passage[], others: readonly Passage[]): readonly Passage[] {
  const known = new Set(others.map(keyOf));
  return passages.filter((passage) => !known.has(keyOf(passage)));
}

function Change({ change: { label, before, after } }: { change: ChangeInWords }) {
  return (
    <li className="kept-within wrap-anywhere text-soft">
      {phrase(
        words.change({
          field: () => label,
          before: () => <Value text={before} />,
          arrow: (inner: ReactNode) => <span aria-hidden="true">{inner}</span>,
          hidden: (inner: ReactNode) => <span className="sr-only">{inner}</span>,
          after: () => <Value text={after} className="text-ink" />,
        }),
      )}
    </li>
  );
}

function Value({ text, className }: { text: string; className?: string }) {
  if (text === '') return <span className="italic">{words.nothing()}</span>;
  return <bdi className={className}>{text}</bdi>;
}

const labels = {
  quotation: { added: words.quotationAdded, removed: words.quotationRemoved },
  digest: { added: words.digestAdded, removed: words.digestRemoved },
  neither: { added: words.passageAdded, removed: words.passageRemoved },
} as const;

/** Between quotation marks stand none but its publisher's own words. */
function PassageLine({ passage, isAdded }: { passage: Passage; isAdded: boolean }) {
  const document = useBoard((board) => board.documents.get(passage.document));
  const standing = standingOf(passage, document);
  const label = labels[standing === 'quotation' || standing === 'digest' ? standing : 'neither'];
  const marks = {
    what: (): ReactNode => (isAdded ? label.added() : label.removed()),
    words: (): ReactNode => <bdi className="text-ink">{shorten(passage.exact, mostOfPassage)}</bdi>,
    origin: (): ReactNode => <bdi>{document?.publisher || document?.title}</bdi>,
  };
  const say = standing === 'quotation' ? words.quotation : words.passage;
  return (
    <li className="kept-within wrap-anywhere text-soft">
      {phrase(document ? say(marks) : words.passageAlone(marks))}
    </li>
  );
}
