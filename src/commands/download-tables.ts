/** The issues shown as a table for other programs: with the filters, the order and the date of the view. */
import * as commands from '#src/words/compiled/commands.ts';
import type { Command, CommandContext } from './command.ts';
import { fileNameOf, shownNow } from './shown-table.ts';

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

async function save(
  context: CommandContext,
  ending: string,
  type: string,
  write: CommandContext['writeCsv'] | CommandContext['writeSpreadsheet'],
): Promise<void> {
  const shown = await shownNow(context);
  const content = await write(shown);
  context.saveTable(fileNameOf(shown, ending), type, content);
}
