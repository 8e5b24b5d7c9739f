/** The table as it is shown, as a file. It brings the writers along, so it is loaded when one is asked for. */
import type { ShownTable } from '#src/commands/command.ts';
import { isFiltering } from '#src/domain/filter.ts';
import { slugOf } from '#src/domain/ids.ts';
import { writeCsv } from '#src/formats/write-csv.ts';
import { writeSpreadsheet } from '#src/formats/write-spreadsheet.ts';
import { eventsAt } from '#src/store/as-of.ts';
import { createShown } from '#src/store/selectors.ts';
import { viewAddress, viewOf } from '#src/store/view.ts';
import { dossierTables, issueTable, type TableSource } from '#src/words/table-out.ts';
import { rowsOf } from './table-rows.ts';

/** The issues shown, as text. `base`: an address of the page. */
export function csvOf(shown: ShownTable, base: string): Generator<void, string> {
  return writeCsv(issueTable(sourceOf(shown, base)));
}

/** The issues shown, their notes and histories, and their documents, as bytes. */
export function spreadsheetOf(
  shown: ShownTable,
  base: string,
): Generator<void, Uint8Array<ArrayBuffer>> {
  return writeSpreadsheet(dossierTables(sourceOf(shown, base)));
}

function sourceOf(shown: ShownTable, base: string): TableSource {
  const { dossier, folded, board, moment, view } = shown;
  const asOf = moment === null ? null : view.asOf;
  return {
    board,
    issues: rowsOf(createShown()(board, view.filter), board.issues, view.sort),
    isPart: isFiltering(view.filter),
    actors: folded.board.actors,
    eventsOf: (issue) => eventsAt(folded, issue, moment),
    addressOf: (issue) => {
      const params = { issue: slugOf(issue), ...(asOf !== null && { asOf }) };
      return new URL(viewAddress(dossier, viewOf(params)), base).href;
    },
  };
}
