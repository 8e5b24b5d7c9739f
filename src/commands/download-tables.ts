/** The issues shown as a table for other programs: with the filters, the order and the date of the view. */
import { Failure } from '#src/domain/problem.ts';
import * as commands from '#src/words/compiled/commands.ts';
import type { Command, CommandContext } from './command.ts';

export const downloadCsv: Command = {
  id: 'table.csv',
  label: commands.downloadCsv,
  once: () => '',
  isReading: () => true,
  run: (context) => save(context, 'csv', 'text/csv', context.writeCsv),
};

export const downloadSpreadsheet: Command = {
  id: 'table.spreadsheet',
  label: commands.downloadSpreadsheet,
  once: () => '',
  isReading: () => true,
  run: (context) => save(context, 'xlsx', spreadsheetType, context.writeSpreadsheet),
};

const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is shown when it is begun is what is written, whatever is done meanwhile. */
async function save(
  { session, view, board, moment, saveTable }: CommandContext,
  ending: string,
  type: string,
  write: CommandContext['writeCsv'] | CommandContext['writeSpreadsheet'],
): Promise<void> {
  await session.opened();
  const { opening, folded, dossier } = session.store.getState();
  if (opening.kind !== 'whole') throw new Failure({ code: 'dossier-not-read' });
  const shown = { dossier, folded, board: board(), moment: moment(), view: view() };
  const content = await write(shown);
  const day = shown.moment === null ? '' : `-${shown.moment.slice(0, 10)}`;
  saveTable(`${dossier}${day}.${ending}`, type, content);
}
