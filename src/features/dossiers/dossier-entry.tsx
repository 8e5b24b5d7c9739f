/** One dossier in the list: what it is, how much is in it, when it changed last, where it is kept, and what can be done. */
import { Copy, Download, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { dossierPath } from '#src/store/view.ts';
import { IconButton } from '#src/ui/button.tsx';
import { Menu } from '#src/ui/menu.tsx';
import { isPlainPress } from '#src/ui/plain-press.ts';
import * as words from '#src/words/compiled/dossiers.ts';
import { issues } from '#src/words/compiled/vocabulary.ts';
import { formatMomentDay } from '#src/words/dates.ts';
import { partyName } from '#src/words/parties.ts';
import type { Listed } from './listed.ts';

interface DossierEntryProps {
  readonly listed: Listed;
  readonly isEmbedded: boolean;
  readonly onOpen: () => void;
  readonly onRename: () => void;
  readonly onDuplicate: () => void;
  readonly onDownload: () => void;
  readonly onRemove: () => void;
}

export function DossierEntry({ listed, isEmbedded, onOpen, ...on }: DossierEntryProps) {
  const { id, title, parties, issues: count, updated } = listed;
  const heading = useId();
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  const label = words.more({ title });
  return (
    <li className="border-line border-b">
      <article aria-labelledby={heading} className="relative grid gap-1.5 py-4 pr-12">
        <h2 id={heading} dir="auto" className="wrap-anywhere text-lg leading-6 font-semibold">
          <a
            href={dossierPath(id)}
            onClick={(event) => {
              if (!isPlainPress(event)) return;
              event.preventDefault();
              onOpen();
            }}
            className="rounded-sm underline-offset-2 after:absolute after:inset-0 hover:underline"
          >
            {title}
          </a>
        </h2>
        <ul className="flex flex-wrap gap-1.5 text-sm">
          {parties.map((code, place) => (
            <li
              key={code}
              data-party={place}
              className="rounded-sm bg-party-well px-1.5 font-semibold text-party"
            >
              {partyName(code)}
            </li>
          ))}
        </ul>
        <p className="-mr-12 text-sm text-soft tabular-nums">
          {[
            issues({ count }),
            ...(updated === null ? [] : [words.changed({ day: formatMomentDay(updated) })]),
            placeOf(listed, isEmbedded),
            ...(listed.isWaiting && !isEmbedded ? [words.waiting()] : []),
          ].join(' · ')}
        </p>
        <span className="absolute top-3 right-0">
          <IconButton
            label={label}
            aria-haspopup="menu"
            aria-expanded={menu !== null}
            onClick={({ currentTarget }) => setMenu(menu ? null : currentTarget)}
          >
            <Ellipsis aria-hidden="true" className="size-4.5" />
          </IconButton>
          {menu && (
            <Menu
              label={label}
              anchor={menu}
              entries={[
                { kind: 'action', label: words.rename(), icon: Pencil, onChoose: on.onRename },
                { kind: 'action', label: words.duplicate(), icon: Copy, onChoose: on.onDuplicate },
                {
                  kind: 'action',
                  label: words.downloadArchive(),
                  icon: Download,
                  onChoose: on.onDownload,
                },
                { kind: 'line' },
                { kind: 'action', label: words.remove(), icon: Trash2, onChoose: on.onRemove },
              ]}
              onClose={() => setMenu(null)}
            />
          )}
        </span>
      </article>
    </li>
  );
}

function placeOf({ isServed, isKept }: Listed, isEmbedded: boolean): string {
  if (isEmbedded) return words.here();
  if (!isServed) return words.notSent();
  return isKept ? words.both() : words.notOpened();
}
