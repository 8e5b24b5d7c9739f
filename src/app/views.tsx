/** The ways to see a dossier: one row each, which does not compile without all that a view has to say. */
import type { ReactNode } from 'react';
import { Board } from '#src/features/board/board.tsx';
import { hasLongCell } from '#src/features/board/cell-rows.tsx';
import type { IssueLinks } from '#src/features/shared/issue-links.ts';
import type { Shown } from '#src/store/selectors.ts';
import type { Layout, View } from '#src/store/view.ts';
import * as filterWords from '#src/words/compiled/filters.ts';
import * as words from '#src/words/compiled/header.ts';
import { IssueTable } from './parts.tsx';

interface ViewPart {
  /** Of the region that it fills. */
  readonly name: () => string;
  /** The words of the link that leads to it, past header and filters. */
  readonly skip: () => string;
  /** Whether it is in the order that the address asks for, or always in its own. */
  readonly isSorted: boolean;
  /** Whether it is printed as rows: what is not on screen is in no other place. */
  readonly isPrintedAsRows: (shown: Shown) => boolean;
  readonly render: (shown: Shown, view: View, links: IssueLinks) => ReactNode;
}

export const views: Readonly<Record<Layout, ViewPart>> = {
  board: {
    name: filterWords.board,
    skip: words.skipToBoard,
    isSorted: false,
    isPrintedAsRows: hasLongCell,
    render: (shown, _, links) => <Board shown={shown} links={links} />,
  },
  table: {
    name: filterWords.table,
    skip: words.skipToTable,
    isSorted: true,
    isPrintedAsRows: () => true,
    render: (shown, { sort }, links) => <IssueTable shown={shown} sort={sort} links={links} />,
  },
};
