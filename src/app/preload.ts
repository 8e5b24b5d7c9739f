/**
 * What the page loads when it is first needed, and beforehand once the board stands and the browser is idle: a
 * menu or dialog that opens at once catches the keys typed right after the one that opened it.
 */
import { useEffect } from 'react';

export const load = {
  issuePanel: async () => {
    const { IssuePanel } = await import('#src/features/issue/issue-panel.tsx');
    return { default: IssuePanel };
  },
  issueDialog: async () => {
    const { IssueDialog } = await import('#src/features/issue/issue-dialog.tsx');
    return { default: IssueDialog };
  },
  removedIssues: async () => {
    const { RemovedIssues } = await import('#src/features/issue/removed-issues.tsx');
    return { default: RemovedIssues };
  },
  keptNotice: async () => {
    const { KeptNotice } = await import('#src/features/issue/kept-notice.tsx');
    return { default: KeptNotice };
  },
  keptTexts: async () => {
    const { KeptTexts } = await import('#src/features/issue/kept-texts.tsx');
    return { default: KeptTexts };
  },
  keysDialog: async () => {
    const { KeysDialog } = await import('#src/features/keys/keys-dialog.tsx');
    return { default: KeysDialog };
  },
  tagDialog: async () => {
    const { TagDialog } = await import('#src/features/board/many-dialogs.tsx');
    return { default: TagDialog };
  },
  annotateDialog: async () => {
    const { AnnotateDialog } = await import('#src/features/board/many-dialogs.tsx');
    return { default: AnnotateDialog };
  },
  selectionBar: async () => {
    const { SelectionBar } = await import('#src/features/board/selection-bar.tsx');
    return { default: SelectionBar };
  },
  issueTable: async () => {
    const { IssueTable } = await import('#src/features/table/issue-table.tsx');
    return { default: IssueTable };
  },
  printSheet: async () => {
    const { PrintSheet } = await import('#src/features/table/print-sheet.tsx');
    return { default: PrintSheet };
  },
  toasts: async () => {
    const { Toasts } = await import('#src/features/toasts/toasts.tsx');
    return { default: Toasts };
  },
};

const soon = [
  load.issueDialog,
  () => import('#src/features/board/move-menu.tsx'),
  load.issuePanel,
  load.keysDialog,
  load.selectionBar,
  load.toasts,
  load.tagDialog,
  load.issueTable,
];

/** What fails to load now is tried again when it is needed. */
function loadSoon(): void {
  for (const start of soon) start().catch(() => undefined);
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
