/**
 * The parts of the page that are loaded when they are first needed, and which of them come beforehand, once the board
 * stands and the browser is idle: a menu or dialog that opens at once catches the keys typed right after the one that
 * opened it.
 */
import { type ComponentType, useEffect } from 'react';
import { MoveMenu } from '#src/features/board/parts.tsx';
import { lazyPart } from '#src/ui/lazy-part.tsx';
import * as words from '#src/words/compiled/parts.ts';
import {
  MissedDialog,
  MissedDossiers,
  MissedImport,
  MissedMenu,
  MissedNotice,
  MissedPanel,
  MissedPrintSheet,
  MissedSelectionBar,
  MissedStorage,
  MissedTable,
  PlainToasts,
} from './missed-parts.tsx';

function dialogPart<P extends object>(name: () => string, load: () => Promise<ComponentType<P>>) {
  return lazyPart({
    load,
    whenFailed: (failure) => <MissedDialog name={name} failure={failure} />,
  });
}

export const IssueDialog = dialogPart(
  words.issueForm,
  async () => (await import('#src/features/issue/issue-dialog.tsx')).IssueDialog,
);

export const RemovedIssues = dialogPart(
  words.removedList,
  async () => (await import('#src/features/issue/removed-issues.tsx')).RemovedIssues,
);

export const KeptTexts = dialogPart(
  words.keptList,
  async () => (await import('#src/features/issue/kept-texts.tsx')).KeptTexts,
);

export const KeptNotice = lazyPart({
  load: async () => (await import('#src/features/issue/kept-notice.tsx')).KeptNotice,
  whenFailed: (failure) => <MissedNotice failure={failure} />,
});

export const ImportDialog = lazyPart({
  load: async () => (await import('./import-part.tsx')).ImportPart,
  whenFailed: (failure, { onClose }) => <MissedImport failure={failure} onClose={onClose} />,
});

export const SayWhyDialog = dialogPart(
  words.reasonForm,
  async () => (await import('#src/features/issue/say-why-dialog.tsx')).SayWhyDialog,
);

export const KeysDialog = dialogPart(
  words.keyList,
  async () => (await import('#src/features/keys/keys-dialog.tsx')).KeysDialog,
);

export const TagDialog = dialogPart(
  words.tagForm,
  async () => (await import('#src/features/selection/many-dialogs.tsx')).TagDialog,
);

export const AnnotateDialog = dialogPart(
  words.noteForm,
  async () => (await import('#src/features/selection/many-dialogs.tsx')).AnnotateDialog,
);

export const IssuePanel = lazyPart({
  load: async () => (await import('#src/features/issue/issue-panel.tsx')).IssuePanel,
  whenFailed: (failure) => <MissedPanel failure={failure} />,
  askedBy: ({ id }) => id,
});

export const SelectionBar = lazyPart({
  load: async () => (await import('#src/features/selection/selection-bar.tsx')).SelectionBar,
  whenFailed: (failure) => <MissedSelectionBar failure={failure} />,
});

export const IssueTable = lazyPart({
  load: async () => (await import('#src/features/table/issue-table.tsx')).IssueTable,
  whenFailed: (failure) => <MissedTable failure={failure} />,
});

export const PrintSheet = lazyPart({
  load: async () => (await import('#src/features/table/print-sheet.tsx')).PrintSheet,
  whenFailed: (failure) => <MissedPrintSheet failure={failure} />,
});

export const DossiersPage = lazyPart({
  load: async () => (await import('#src/features/dossiers/dossiers-page.tsx')).DossiersPage,
  whenFailed: (failure) => <MissedDossiers failure={failure} />,
});

export const StoragePage = lazyPart({
  load: async () => (await import('#src/features/storage/storage-page.tsx')).StoragePage,
  whenFailed: (failure) => <MissedStorage failure={failure} />,
});

export const HeaderMenu = lazyPart({
  load: async () => (await import('#src/ui/menu.tsx')).Menu,
  whenFailed: (failure, { onClose }) => <MissedMenu failure={failure} onClose={onClose} />,
});

export const Toasts = lazyPart({
  load: async () => (await import('#src/features/toasts/toasts.tsx')).Toasts,
  whenFailed: (failure) => <PlainToasts failure={failure} />,
});

const soon = [
  IssueDialog,
  MoveMenu,
  HeaderMenu,
  IssuePanel,
  KeysDialog,
  SelectionBar,
  Toasts,
  TagDialog,
  SayWhyDialog,
  IssueTable,
];

function loadSoon(): void {
  for (const part of soon) part.preload();
}

/** Milliseconds after which a browser without idle time, or without a word for it, loads all the same. */
const longestWait = 2_000;

export function usePreload(): void {
  useEffect(() => {
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(loadSoon, longestWait);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(loadSoon, { timeout: longestWait });
    return () => cancelIdleCallback(idle);
  }, []);
}
