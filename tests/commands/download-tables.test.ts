// @vitest-environment node
/** What is downloaded as a table is what is shown: with the filters, the order and the date of the view. */
import { expect, test } from 'vitest';
import { runCommand } from '#src/commands/command.ts';
import { downloadCsv, downloadSpreadsheet } from '#src/commands/download-tables.ts';
import { Failure } from '#src/domain/problem.ts';
import { openSpreadsheet } from '#src/formats/spreadsheet.ts';
import { viewOf } from '#src/store/view.ts';
import { openDevice, settledDevice, testServer } from '#tests/store/test-world.ts';

interface Saved {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

async function downloaded(params: Parameters<typeof viewOf>[0]) {
  const { context } = await settledDevice(testServer(), { view: viewOf(params) });
  const saved: Saved[] = [];
  const saving = {
    ...context,
    saveTable: (name: string, type: string, content: Saved['content']) =>
      saved.push({ name, type, content }),
  };
  expect(await runCommand(saving, downloadCsv, undefined)).toBe(true);
  expect(await runCommand(saving, downloadSpreadsheet, undefined)).toBe(true);
  const [csv, spreadsheet] = saved;
  if (typeof csv?.content !== 'string') throw new Error('A table is text');
  if (!(spreadsheet?.content instanceof Uint8Array)) throw new Error('A spreadsheet is bytes');
  const opened = openSpreadsheet(spreadsheet.content);
  if (!opened.ok) throw new Error(opened.problem.code);
  const read = await opened.spreadsheet.read('Issues', () => {});
  if (!read.ok) throw new Error(read.problem.code);
  const lines = csv.content.trimEnd().split('\r\n');
  return {
    names: saved.map(({ name }) => name),
    types: saved.map(({ type }) => type),
    ids: lines.slice(1).map((line) => line.slice(0, line.indexOf(','))),
    sheetIds: read.rows.slice(1).map(({ cells }) => cells[0]),
  };
}

test('everything, in the order of the board, under the name of the dossier', async () => {
  const { names, types, ids, sheetIds } = await downloaded({});
  expect(names).toEqual(['us-india.csv', 'us-india.xlsx']);
  expect(types).toEqual([
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]);
  expect(ids).toEqual(['farm', 'ip', 'data', 'gsp']);
  expect(sheetIds).toEqual(ids);
});

test('what the filters leave, in the order of the table', async () => {
  const { ids, sheetIds } = await downloaded({ country: 'US', sort: 'title' });
  expect(ids).toEqual(['data', 'farm', 'ip']);
  expect(sheetIds).toEqual(ids);
  expect((await downloaded({ q: 'patents' })).ids).toEqual(['ip']);
});

test('as it stood on the date that is shown, which is in the name', async () => {
  const { names, ids } = await downloaded({ asOf: '2025-11-01' });
  expect(names).toEqual(['us-india-2025-11-01.csv', 'us-india-2025-11-01.xlsx']);
  expect(ids).toEqual(['farm', 'ip', 'data', 'gsp']);
  expect((await downloaded({ asOf: '2025-10-31' })).ids).toEqual([]);
  expect((await downloaded({ asOf: '2999-01-01' })).names).toEqual([
    'us-india.csv',
    'us-india.xlsx',
  ]);
});

test('a dossier that has not been read is not taken out, and it is said', async () => {
  const { context, session } = await openDevice(testServer(), { isRead: false });
  Object.assign(session, { opened: () => Promise.resolve() });
  expect(await runCommand(context, downloadCsv, undefined)).toBe(false);
  expect(context.screen.store.getState().toasts).toMatchObject([
    {
      text: '“Download CSV” was not done, and nothing was changed. The dossier has not been read yet.',
    },
  ]);
});

test('where the writer does not come, it is said, and pressed twice it is written once', async () => {
  const { context } = await settledDevice(testServer());
  let asked = 0;
  const failing = {
    ...context,
    writeSpreadsheet: () => {
      asked += 1;
      return Promise.reject(new Failure({ code: 'part-not-loaded' }));
    },
  };
  const presses = [1, 2].map(() => runCommand(failing, downloadSpreadsheet, undefined));
  expect(await Promise.all(presses)).toEqual([false, false]);
  expect(asked).toBe(1);
  expect(context.screen.store.getState().toasts).toMatchObject([
    { text: expect.stringMatching(/^“Download spreadsheet” was not done.* could not be loaded/) },
  ]);
});
