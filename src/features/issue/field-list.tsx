/** The fields of the open issue: who asks and on what basis, what it is about, and its dates. */
import type { ReactNode } from 'react';
import { changeFilter, closeIssue } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import { phone } from '#src/features/shared/panel-place.ts';
import { useBoard } from '#src/store/hooks.ts';
import { List } from '#src/ui/list.tsx';
import { phrase } from '#src/ui/phrase.ts';
import { useMedia } from '#src/ui/use-media.ts';
import * as words from '#src/words/compiled/issue.ts';
import { formatDay, formatMinute, machineDate } from '#src/words/dates.ts';
import { entryLabel } from '#src/words/fields.ts';
import { partyName } from '#src/words/parties.ts';
import { categoryNamed } from '#src/words/vocabulary.ts';
import { FieldInPlace } from './field-in-place.tsx';

export function FieldList({ issue }: { issue: Issue }) {
  const { asker, basis, category, tags, addedAt, movedAt } = issue;
  const parties = useBoard((board) => board.dossier?.parties);
  return (
    <dl className="grid gap-1.5 pointer-coarse:gap-6 border-line border-y py-3 text-sm">
      <Row label={entryLabel('asker')}>
        <FieldInPlace issue={issue} names={['asker', 'basis']}>
          <span
            data-party={parties?.indexOf(asker) ?? -1}
            className="rounded-sm bg-party-well px-1.5 font-semibold text-party print:px-0"
          >
            {partyName(asker)}
          </span>{' '}
          <span className="text-soft">
            {basis === 'stated' ? words.sourceSaysSo() : words.inferred()}
          </span>
        </FieldInPlace>
      </Row>
      <Row label={entryLabel('category')}>
        <FieldInPlace issue={issue} names={['category']}>
          {categoryNamed(category)}
        </FieldInPlace>
      </Row>
      <Row label={entryLabel('tags')}>
        <FieldInPlace issue={issue} names={['tags']}>
          <Tags tags={tags} />
        </FieldInPlace>
      </Row>
      <Row label={words.added()}>
        <Day at={addedAt} />
      </Row>
      <Row label={words.lastMoved()}>
        {movedAt === addedAt ? (
          <span className="text-soft">{words.neverMoved()}</span>
        ) : (
          <Day at={movedAt} />
        )}
      </Row>
    </dl>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_minmax(0,1fr)] items-baseline gap-x-3">
      <dt className="text-xs text-soft">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function Day({ at }: { at: Instant }) {
  return (
    <time dateTime={machineDate(at)} title={formatMinute(at)}>
      {formatDay(at)}
    </time>
  );
}

/** Each searches for itself. On a phone the panel covers what is found, so it makes way. */
function Tags({ tags }: { tags: readonly string[] }) {
  const filter = useCommand(changeFilter);
  const close = useCommand(closeIssue);
  const isPhone = useMedia(phone);
  if (tags.length === 0) return <span className="text-soft">{words.noTags()}</span>;
  const search = async (text: string) => {
    await filter({ text });
    if (isPhone) await close();
  };
  return (
    <List
      aria-label={entryLabel('tags')}
      className="flex flex-wrap gap-1.5 max-sm:gap-y-5 pointer-coarse:gap-y-5"
    >
      {tags.map((tag) => (
        <li key={tag} className="max-w-full min-w-0">
          <button
            type="button"
            onClick={() => void search(tag)}
            className="relative max-w-full max-sm:after:absolute max-sm:after:inset-x-0 max-sm:after:-inset-y-2.5 pointer-coarse:after:absolute pointer-coarse:after:inset-x-0 pointer-coarse:after:-inset-y-2.5 print:inline!"
          >
            <span className="kept-within block rounded-full bg-well px-2 py-0.75 text-left text-xs wrap-anywhere text-soft hover:text-ink print:px-0">
              {phrase(
                words.withTag({
                  hidden: (inner: ReactNode) => (
                    <span className="sr-only print:hidden">{inner}</span>
                  ),
                  tag: () => <bdi>{tag}</bdi>,
                }),
              )}
            </span>
          </button>
        </li>
      ))}
    </List>
  );
}
