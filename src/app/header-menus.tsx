/** What stands in the menus of the header: the dossiers there are, the ways out, and what is seldom needed. */
import {
  Archive,
  ClipboardList,
  Download,
  FileText,
  HardDrive,
  Keyboard,
  Link2,
  Printer,
  Upload,
} from 'lucide-react';
import { useLocation } from 'wouter';
import type { ApiClient } from '#src/api/client.ts';
import { changeDensity, copyLink, openDialog } from '#src/commands/change-view.ts';
import type { Command } from '#src/commands/command.ts';
import { downloadArchive } from '#src/commands/download-archive.ts';
import { downloadCsv, downloadSpreadsheet } from '#src/commands/download-tables.ts';
import { copyBrief, downloadBrief, printBrief } from '#src/commands/take-brief.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { countIn } from '#src/domain/cells.ts';
import { phone } from '#src/features/shared/panel-place.ts';
import { useBoard, useReadOnly, useScreen } from '#src/store/hooks.ts';
import { type Density, densities } from '#src/store/screen.ts';
import {
  dossierPath,
  dossiersAddress,
  layouts,
  newDossierAddress,
  type View,
  viewAddress,
} from '#src/store/view.ts';
import type { MenuEntry } from '#src/ui/menu.tsx';
import { useMedia } from '#src/ui/use-media.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as filters from '#src/words/compiled/filters.ts';
import * as words from '#src/words/compiled/header.ts';
import type { MenuPlace } from './menu-button.tsx';
import { HeaderMenu } from './parts.tsx';
import { useDossiers } from './use-dossiers.ts';
import { useImport } from './use-import.ts';
import { views } from './views.tsx';

interface DossiersMenuProps extends MenuPlace {
  readonly api: ApiClient;
  /** The one that is shown, if one is. */
  readonly dossier: string | undefined;
}

export function DossiersMenu({ api, dossier, ...place }: DossiersMenuProps) {
  const [, go] = useLocation();
  const { data, isError } = useDossiers(api);
  const entries: readonly MenuEntry[] = data
    ? data.dossiers.map(({ id, title }) => ({
        kind: 'link',
        label: title,
        href: dossierPath(id),
        isCurrent: id === dossier,
        onFollow: () => go(dossierPath(id)),
      }))
    : [
        isError
          ? { kind: 'note', text: words.dossiersFailed(), isComing: false }
          : { kind: 'note', text: words.dossiersComing(), isComing: true },
      ];
  const toPage = (label: string, href: string): MenuEntry => ({
    kind: 'link',
    label,
    href,
    onFollow: () => go(href),
  });
  return (
    <HeaderMenu
      {...place}
      entries={[
        ...entries,
        { kind: 'line' },
        toPage(words.allDossiers(), dossiersAddress),
        toPage(words.newDossier(), newDossierAddress),
      ]}
    />
  );
}

export function ShareMenu(place: MenuPlace) {
  return <HeaderMenu {...place} entries={useWaysOut()} />;
}

function useWaysOut(): readonly MenuEntry[] {
  const copy = useCommand(copyLink);
  const copyTheBrief = useCommand(copyBrief);
  const printTheBrief = useCommand(printBrief);
  const download = (command: Command, run: () => Promise<boolean>): MenuEntry => ({
    kind: 'action',
    label: command.label(),
    icon: Download,
    onChoose: () => void run(),
  });
  return [
    { kind: 'action', label: commands.copyLink(), icon: Link2, onChoose: () => void copy() },
    {
      kind: 'action',
      label: commands.copyBrief(),
      icon: ClipboardList,
      onChoose: () => void copyTheBrief(),
    },
    download(downloadBrief, useCommand(downloadBrief)),
    download(downloadCsv, useCommand(downloadCsv)),
    download(downloadSpreadsheet, useCommand(downloadSpreadsheet)),
    download(downloadArchive, useCommand(downloadArchive)),
    {
      kind: 'action',
      label: commands.printBrief(),
      icon: FileText,
      onChoose: () => void printTheBrief(),
    },
    { kind: 'action', label: words.print(), icon: Printer, onChoose: () => window.print() },
  ];
}

interface MoreMenuProps extends MenuPlace {
  readonly dossier: string;
  readonly view: View;
}

const densityNames = {
  comfortable: filters.comfortable,
  compact: filters.compact,
} as const satisfies Record<Density, unknown>;

/** What is seldom needed; on a phone, what has no room in the bar too. */
export function MoreMenu({ dossier, view, ...place }: MoreMenuProps) {
  const [, go] = useLocation();
  const isPhone = useMedia(phone);
  const waysOut = useWaysOut();
  const viewEntries = layouts.map((layout): MenuEntry => {
    const href = viewAddress(dossier, { ...view, layout });
    const isCurrent = layout === view.layout;
    return { kind: 'link', label: views[layout].name(), href, isCurrent, onFollow: () => go(href) };
  });
  const line: MenuEntry = { kind: 'line' };
  const open = useCommand(openDialog);
  const importInto = useImport();
  const isReadOnly = useReadOnly();
  const importEntry: MenuEntry = {
    kind: 'action',
    label: words.importHere(),
    icon: Upload,
    onChoose: () => importInto(dossier),
  };
  const setDensity = useCommand(changeDensity);
  const density = useScreen((state) => state.density);
  const removed = useBoard(({ issues, cells }) => issues.size - countIn(cells));
  const removedEntry: MenuEntry = {
    kind: 'action',
    label: words.removed({ count: removed }),
    icon: Archive,
    onChoose: () => void open({ kind: 'removed-issues' }),
  };
  return (
    <HeaderMenu
      {...place}
      entries={[
        ...(isPhone ? [...viewEntries, line, ...waysOut, line] : []),
        {
          kind: 'action',
          label: words.keys(),
          shortcut: '?',
          icon: Keyboard,
          onChoose: () => void open({ kind: 'keys' }),
        },
        ...(removed > 0 ? [removedEntry] : []),
        ...(isReadOnly ? [] : [importEntry]),
        {
          kind: 'link',
          label: words.storage(),
          href: '/storage',
          icon: HardDrive,
          onFollow: () => go('/storage'),
        },
        line,
        {
          kind: 'choice',
          label: commands.density(),
          value: density,
          options: densities.map((value) => ({ value, label: densityNames[value]() })),
          onChoose: (value) => {
            const chosen = densities.find((known) => known === value);
            if (chosen) void setDensity({ density: chosen });
          },
        },
      ]}
    />
  );
}
