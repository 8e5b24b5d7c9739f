/** What stands in the menus of the header: the dossiers there are, the ways out, and what is seldom needed. */
import { useQuery } from '@tanstack/react-query';
import { Archive, Download, HardDrive, Keyboard, Link2, Printer } from 'lucide-react';
import { useLocation } from 'wouter';
import type { ApiClient } from '#src/api/client.ts';
import { changeDensity, copyLink, openDialog } from '#src/commands/change-view.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { countIn } from '#src/domain/cells.ts';
import { useBoard, useScreen } from '#src/store/hooks.ts';
import { type Density, densities } from '#src/store/screen.ts';
import { dossierPath } from '#src/store/view.ts';
import type { MenuEntry } from '#src/ui/menu.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as filters from '#src/words/compiled/filters.ts';
import * as words from '#src/words/compiled/header.ts';
import type { MenuPlace } from './menu-button.tsx';
import { HeaderMenu } from './parts.tsx';

interface DossiersMenuProps extends MenuPlace {
  readonly api: ApiClient;
  /** The one that is shown, if one is. */
  readonly dossier: string | undefined;
}

export function DossiersMenu({ api, dossier, ...place }: DossiersMenuProps) {
  const [, go] = useLocation();
  const { data, isError } = useQuery({
    queryKey: ['dossiers'],
    queryFn: ({ signal }) => api.listDossiers(signal),
  });
  const entries: readonly MenuEntry[] = data
    ? data.dossiers.map(({ id, title }) => ({
        kind: 'link',
        label: title,
        href: dossierPath(id),
        isCurrent: id === dossier,
        onFollow: () => go(dossierPath(id)),
      }))
    : [{ kind: 'note', text: isError ? words.dossiersFailed() : words.dossiersComing() }];
  return <HeaderMenu {...place} entries={entries} />;
}

export function ShareMenu(place: MenuPlace) {
  const copy = useCommand(copyLink);
  const download = useCommand(exportLog);
  return (
    <HeaderMenu
      {...place}
      entries={[
        { kind: 'action', label: commands.copyLink(), icon: Link2, onChoose: () => void copy() },
        {
          kind: 'action',
          label: words.download(),
          icon: Download,
          onChoose: () => void download(),
        },
        { kind: 'action', label: words.print(), icon: Printer, onChoose: () => window.print() },
      ]}
    />
  );
}

const densityNames = {
  comfortable: filters.comfortable,
  compact: filters.compact,
} as const satisfies Record<Density, unknown>;

export function MoreMenu(place: MenuPlace) {
  const [, go] = useLocation();
  const open = useCommand(openDialog);
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
        {
          kind: 'action',
          label: words.keys(),
          aside: '?',
          icon: Keyboard,
          onChoose: () => void open({ kind: 'keys' }),
        },
        ...(removed > 0 ? [removedEntry] : []),
        {
          kind: 'link',
          label: words.storage(),
          href: '/storage',
          icon: HardDrive,
          onFollow: () => go('/storage'),
        },
        { kind: 'line' },
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
