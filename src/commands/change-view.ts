/** What the page shows: filters, the open issue, lanes, dialogs. Nothing here is recorded. */
import { type Filter, noFilter } from '#src/domain/filter.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Category } from '#src/domain/vocabulary.ts';
import type { Density, DialogName, ProposedIssue } from '#src/store/screen.ts';
import type { Sort } from '#src/store/view.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { asItStands, backToToday } from '#src/words/compiled/replay.ts';
import { close } from '#src/words/compiled/ui.ts';
import type { Command } from './command.ts';

export const changeFilter: Command<Partial<Filter>> = {
  id: 'filter.change',
  label: commands.filter,
  isReading: () => true,
  run: ({ view, setView }, change) => setView({ filter: { ...view().filter, ...change } }, true),
};

export const clearFilters: Command = {
  id: 'filter.clear',
  label: commands.clearFilters,
  isReading: () => true,
  run: ({ setView }) => setView({ filter: noFilter }),
};

/** The same cards and rows, in more room or less. It is the reader's own and no part of the address. */
export const changeDensity: Command<{ readonly density: Density }> = {
  id: 'view.change-density',
  label: commands.density,
  isReading: () => true,
  run: ({ screen }, { density }) => screen.setDensity(density),
};

export const sortTable: Command<{ readonly sort: Sort | null }> = {
  id: 'table.sort',
  label: commands.sort,
  isReading: () => true,
  run: ({ setView }, { sort }) => setView({ sort }, true),
};

/** The address holds the view, so its copy shows the same elsewhere. */
export const copyLink: Command = {
  id: 'view.copy-link',
  label: commands.copyLink,
  isReading: () => true,
  run: async ({ copyAddress, screen }) => {
    await copyAddress();
    screen.announce(done.linkCopiedSaid());
    screen.toast({ text: done.linkCopied(), tone: 'plain', undo: null, slot: 'copied' });
  },
};

export const openIssue: Command<{ readonly issue: IssueId }> = {
  id: 'issue.open',
  label: commands.openIssue,
  isReading: () => true,
  run: ({ setView }, { issue }) => setView({ issue }),
};

/** From the open issue to the one before or after it, as the view shows them; Back leads past all of them at once. */
export const stepOpenIssue: Command<{ readonly by: 1 | -1 }> = {
  id: 'issue.step-open',
  label: commands.openIssue,
  isReading: () => true,
  run: ({ view, setView, screen }, { by }) => {
    const order = screen.order.current();
    const { issue: open } = view();
    const index = open === null ? -1 : order.indexOf(open);
    // What the filters hide has no neighbours: it goes on from an end.
    const next = index < 0 ? order.at(by === 1 ? 0 : -1) : order[index + by];
    if (next !== undefined) {
      setView({ issue: next }, true);
      return;
    }
    const text = by === 1 ? done.atLastIssue() : done.atFirstIssue();
    screen.announce(text);
    screen.toast({ text, tone: 'plain', undo: null, slot: 'order' });
  },
};

/** From a past date back to the dossier as it stands. */
export const showPresent: Command = {
  id: 'view.present',
  label: backToToday,
  isReading: () => true,
  run: ({ setView, screen }) => {
    setView({ asOf: null });
    screen.announce(asItStands());
  },
};

export const closeIssue: Command = {
  id: 'issue.close',
  label: close,
  isReading: () => true,
  run: ({ setView }) => setView({ issue: null }),
};

export const toggleLane: Command<{ readonly asker: PartyCode }> = {
  id: 'lane.toggle',
  label: commands.collapse,
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
  label: commands.openDialog,
  isReading: ({ kind }) => readingDialogs.has(kind),
  run: ({ screen }, dialog) => screen.openDialog(dialog),
};

/** What the form “Add issue” begins with in a cell; `category`: what is filtered by, if anything is. */
export function proposedIn(
  { asker, status }: Pick<Issue, 'asker' | 'status'>,
  category: Category | null,
): ProposedIssue {
  return { asker, status, ...(category === null ? {} : { category }) };
}

export const closeDialog: Command = {
  id: 'dialog.close',
  label: close,
  isReading: () => true,
  run: ({ screen }) => screen.closeDialog(),
};
