/** What the page shows: filters, the open issue, lanes, dialogs. Nothing here is recorded. */
import { type Filter, noFilter } from '#src/domain/filter.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Density, DialogName } from '#src/store/screen.ts';
import type { Layout, Sort } from '#src/store/view.ts';
import type { Command } from './command.ts';

export const changeFilter: Command<Partial<Filter>> = {
  id: 'filter.change',
  label: 'Filter',
  isReading: () => true,
  run: ({ view, setView }, change) => setView({ filter: { ...view().filter, ...change } }, true),
};

export const clearFilters: Command = {
  id: 'filter.clear',
  label: 'Clear filters',
  isReading: () => true,
  run: ({ setView }) => setView({ filter: noFilter }),
};

/** The same issues, as cards or as rows. */
export const changeLayout: Command<{ readonly layout: Layout }> = {
  id: 'view.change-layout',
  label: 'View',
  isReading: () => true,
  run: ({ view, setView }, { layout }) => {
    if (view().layout !== layout) setView({ layout });
  },
};

/** The same cards and rows, in more room or less. It is the reader's own and no part of the address. */
export const changeDensity: Command<{ readonly density: Density }> = {
  id: 'view.change-density',
  label: 'Density',
  isReading: () => true,
  run: ({ screen }, { density }) => screen.setDensity(density),
};

export const sortTable: Command<{ readonly sort: Sort | null }> = {
  id: 'table.sort',
  label: 'Sort',
  isReading: () => true,
  run: ({ setView }, { sort }) => setView({ sort }, true),
};

/** The address holds the view, so its copy shows the same elsewhere. */
export const copyLink: Command = {
  id: 'view.copy-link',
  label: 'Copy link',
  isReading: () => true,
  run: async ({ copyAddress, screen }) => {
    await copyAddress();
    screen.announce('Link copied.');
    screen.toast({ text: 'Link copied', tone: 'plain', undo: null, slot: 'copied' });
  },
};

export const openIssue: Command<{ readonly issue: IssueId }> = {
  id: 'issue.open',
  label: 'Open issue',
  isReading: () => true,
  run: ({ setView }, { issue }) => setView({ issue }),
};

/** From a past date back to the dossier as it stands. */
export const showPresent: Command = {
  id: 'view.present',
  label: 'Back to today',
  isReading: () => true,
  run: ({ setView, screen }) => {
    setView({ asOf: null });
    screen.announce('The dossier as it stands today.');
  },
};

export const closeIssue: Command = {
  id: 'issue.close',
  label: 'Close',
  isReading: () => true,
  run: ({ setView }) => setView({ issue: null }),
};

export const toggleLane: Command<{ readonly asker: PartyCode }> = {
  id: 'lane.toggle',
  label: 'Collapse',
  isReading: () => true,
  run: ({ screen }, { asker }) => screen.toggleLane(asker),
};

/** Those in which nothing is written. */
const readingDialogs: ReadonlySet<DialogName['kind']> = new Set([
  'keys',
  'removed-issues',
  'kept-texts',
]);

export const openDialog: Command<DialogName> = {
  id: 'dialog.open',
  label: 'Open',
  isReading: ({ kind }) => readingDialogs.has(kind),
  run: ({ screen }, dialog) => screen.store.setState({ dialog, missed: null }),
};

export const closeDialog: Command = {
  id: 'dialog.close',
  label: 'Close',
  isReading: () => true,
  run: ({ screen }) => screen.store.setState({ dialog: null }),
};

interface KeptArgs {
  /** What brings it back, as its button says. */
  readonly name: string;
  /** Whether it outlives this page. */
  readonly isOnDevice: boolean;
}

/** Leaves a box with something typed in it, which is there again when it is opened next. */
export const keepText: Command<KeptArgs> = {
  id: 'text.keep',
  label: 'Close',
  isReading: () => true,
  run: ({ screen }, { name, isOnDevice }) => {
    const place = isOnDevice ? 'kept' : 'kept as long as this page is open';
    const text = `What you typed is ${place}: “${name}” brings it back.`;
    screen.announce(text);
    screen.toast({ text, tone: 'plain', undo: null, slot: 'text' });
  },
};

/** Says that a text has been given up, and offers it back: nothing was recorded that Undo could take back. */
export const sayDiscarded: Command<{ readonly bringBack: () => void }> = {
  id: 'text.discard',
  label: 'Discard',
  isReading: () => true,
  run: ({ screen }, { bringBack }) => {
    const text = 'Discarded what you typed';
    screen.announce(text);
    screen.toast({ text, tone: 'plain', undo: null, bringBack, slot: 'text' });
  },
};

export const copyText: Command<{ readonly text: string }> = {
  id: 'text.copy',
  label: 'Copy',
  isReading: () => true,
  run: async (context, { text }) => {
    await context.copyText(text);
    context.screen.announce('Copied.');
    context.screen.toast({ text: 'Copied', tone: 'plain', undo: null, slot: 'copied' });
  },
};
