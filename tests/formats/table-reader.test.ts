// @vitest-environment node
/**
 * Tables as people hand them over: whatever encodes and separates them, whatever their columns are called, and whatever is
 * wrong with them. Nothing wrong is taken in, and it is told by its line.
 */
import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readPageTable } from '#src/formats/page-table.ts';
import { mostColumns, mostRows } from '#src/formats/table.ts';
import type { ColumnUse } from '#src/formats/table-columns.ts';
import { valueKey } from '#src/formats/table-columns.ts';
import type { Matching } from '#src/formats/table-import.ts';
import type { OpenedTable, OpenResult, TableSource } from '#src/formats/table-reader.ts';
import { createTableReader } from '#src/formats/table-reader.ts';
import {
  askerCalled,
  categoryCalled,
  monthNames,
  proposeUses,
  statusCalled,
} from '#src/words/table-names.ts';
import { on } from '#tests/builders.ts';

const nothingKnown = { ids: new Set<string>(), titles: new Set<string>() };
const quiet = () => {};
const text = (written: string): TableSource => ({ kind: 'text', text: written });
const page = (written: string): TableSource => ({ kind: 'page', page: written });
const file = (bytes: Uint8Array | string): TableSource => ({
  kind: 'file',
  bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
});

function tableIn(result: OpenResult): OpenedTable {
  if (result.kind !== 'table') throw new Error(`No table: ${JSON.stringify(result)}`);
  return result.table;
}

/** Reads it as it would be read if everything that is proposed were taken. */
async function readAll(
  source: TableSource,
  change: Partial<Matching> = {},
  now = on('2026-11-29'),
) {
  const reader = createTableReader();
  const table = tableIn(await reader.open(source, quiet));
  const columns = table.named;
  const uses: readonly ColumnUse[] = change.uses ?? proposeUses(columns, () => null);
  const valuesOf = <T>(use: ColumnUse, called: (written: string) => T | null) => {
    const values = columns[uses.indexOf(use)]?.values ?? [];
    return new Map(
      values.flatMap((value) => {
        const found = called(value.text);
        return found === null ? [] : [[valueKey(value.text), found] as const];
      }),
    );
  };
  const matching: Matching = {
    hasNames: true,
    uses,
    values: {
      asker: valuesOf('asker', askerCalled),
      status: valuesOf('status', statusCalled),
      category: valuesOf('category', categoryCalled),
      basis: new Map(),
    },
    others: { asker: 'US', status: 'open', category: 'other', basis: 'inferred' },
    order: columns.find(({ order }) => order === 'month') ? 'month' : 'day',
    months: monthNames(),
    ...change,
  };
  const outcome = await reader.read(matching, nothingKnown, now);
  return { table, uses, outcome, issues: await reader.issues(0) };
}

const rows = `Issue,Asked by,State,Date,Notes
"Tariffs on almonds",US,In progress,2025-11-05,"First line
second line, with a comma"
GSP benefits,India,Done,5 Nov 2025,
Mobility of professionals,Bharat,Open,,"He said ""no"""
`;

describe('a table is read as it was written', () => {
  test('with quoted line breaks, commas and quotation marks, and each row known by its line', async () => {
    const { issues, outcome, uses } = await readAll(text(rows));
    expect(uses).toEqual(['title', 'asker', 'status', 'date', 'summary']);
    expect(outcome).toMatchObject({ good: 3, bad: 0 });
    expect(
      issues.map(({ line, draft, at }) => [line, draft.title, draft.asker, draft.status, at]),
    ).toEqual([
      [2, 'Tariffs on almonds', 'US', 'under-discussion', '2025-11-05T00:00:00.000Z'],
      [4, 'GSP benefits', 'IN', 'resolved', '2025-11-05T00:00:00.000Z'],
      [5, 'Mobility of professionals', 'IN', 'open', null],
    ]);
    expect(issues[0]?.draft.summary).toBe('First line\nsecond line, with a comma');
    expect(issues[2]?.draft.summary).toBe('He said "no"');
  });

  const utf16 = (written: string, isBig: boolean, hasMark: boolean) => {
    const units = hasMark ? `\ufeff${written}` : written;
    const bytes = new Uint8Array(units.length * 2);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < units.length; at += 1)
      view.setUint16(at * 2, units.charCodeAt(at), !isBig);
    return bytes;
  };
  const written = 'Issue,Asked by\nCafé “duties” – 20 €,US\n';
  test.each([
    ['utf-8', new TextEncoder().encode(written)],
    ['utf-8', new TextEncoder().encode(`\ufeff${written}`)],
    ['utf-16le', utf16(written, false, true)],
    ['utf-16be', utf16(written, true, true)],
    ['utf-16le', utf16(written, false, false)],
    ['utf-16be', utf16(written, true, false)],
  ])('whatever encodes it: %s', async (encoding, bytes) => {
    const { table, issues } = await readAll(file(bytes));
    expect(table.encoding).toBe(encoding);
    expect(issues.map(({ draft }) => draft.title)).toEqual(['Café “duties” – 20 €']);
  });

  // Quotation marks and the euro are tried in a browser: this version of Node takes this encoding for Latin-1.
  test('as older programs encode it', async () => {
    const bytes = Uint8Array.from('Issue\nCaf\xe9\n', (character) => character.charCodeAt(0));
    const { table, issues } = await readAll(file(bytes));
    expect(table.encoding).toBe('windows-1252');
    expect(issues.map(({ draft }) => draft.title)).toEqual(['Café']);
  });

  test.each([
    [',', 'Issue,Asked by\nOne; and two,US\n'],
    [';', 'Issue;Asked by\nOne, and two;US\nThree;US\n'],
    ['\t', 'Issue\tAsked by\nOne, and two\tUS\n'],
    [';', 'Issue;Asked by\r\nOne;US\r\n'],
    [',', 'Issue,Asked by\rOne,US\rTwo,US\r'],
  ])('whatever separates it: %j', async (separator, written) => {
    const { table, outcome } = await readAll(text(written));
    expect(table.separator).toBe(separator);
    expect(outcome).toMatchObject({ good: table.rows - 1, bad: 0 });
  });

  test('from the clipboard of a spreadsheet, without anything but the text of its cells', async () => {
    const page = `<html><head><style>td{color:red}</style><meta charset=utf-8></head><body>
      <table border=0><colgroup><col width=64></colgroup>
      <tr><td>Issue</td><td>Asked by</td><td>Notes</td></tr>
      <tr><td><font face="Arial">Almonds &amp;<br>apples</font></td><td>US</td><td><img src=x onerror=alert(1)>safe</td></tr>
      <tr><td colspan=2>Alone</td><td>under two</td></tr></table></body></html>`;
    const { issues } = await readAll({ kind: 'page', page });
    expect(issues.map(({ draft: { title, asker, summary } }) => [title, asker, summary])).toEqual([
      ['Almonds & apples', 'US', 'safe'],
      ['Alone', 'US', 'under two'],
    ]);
  });

  test('as LibreOffice Calc puts it on the clipboard: its days are the days it counts, however it shows them', async () => {
    const page = readFileSync(new URL('../fixtures/calc-clipboard.txt', import.meta.url), 'utf8');
    const { table, issues } = await readAll({ kind: 'page', page });
    expect(table.named.map(({ name }) => name)).toEqual([
      'Issue',
      'Asked by',
      'State',
      'Date',
      'Notes',
    ]);
    expect(
      issues.map(({ draft: { title, asker, status, summary }, at }) => [
        title,
        asker,
        status,
        at?.slice(0, 10),
        summary,
      ]),
    ).toEqual([
      ['Digital levies', 'US', 'under-discussion', '2025-05-11', 'Line one\nline two'],
      ['GSP; "the status"', 'IN', 'open', '2019-06-05', '2'],
      ['Walnuts & almonds <b>', 'US', 'resolved', '2023-06-22', '12'],
    ]);
  });

  test.each([
    ['sdval="45788" sdnum="1033;0;MM/DD/YY"', '05/11/25', '2025-05-11'],
    ['sdval="45788" sdnum="1031;0;T. MMMM JJJJ"', '11. Mai 2025', '2025-05-11'],
    ['sdval="45788.5"', '11.05.25 12:00', '2025-05-11 12:00:00'],
    [`data-sheets-value='{"1":3,"3":45788}'`, '5/11/2025', '2025-05-11'],
    ['x:num="45788"', '11-May-25', '2025-05-11'],
    // A number is what it shows, and a text what it says.
    ['sdval="45788"', '45,788', '45,788'],
    ['sdval="45788"', 'May 2025', 'May 2025'],
    ['', '05/11/25', '05/11/25'],
    ['sdval="1e999"', '05/11/25', '05/11/25'],
  ])('a cell that a program counts, %s, shown as %s, is %s', (attributes, shown, read) => {
    const table = `<table><tr><td>Issue</td></tr><tr><td ${attributes}>${shown}</td></tr></table>`;
    expect(readPageTable(table, quiet)).toMatchObject({
      rows: [{ cells: ['Issue'] }, { cells: [read] }],
    });
  });

  test('with cells that reach over rows and columns', async () => {
    const page = `<table><tr><td>Issue</td><td>Asked by</td><td>State</td></tr>
      <tr><td>One</td><td rowspan=2>India</td><td>Open</td></tr><tr><td>Two</td><td>Done</td></tr>
      <tr><td>Three</td><td>India</td><td>Done</td></tr></table>`;
    const { issues } = await readAll({ kind: 'page', page });
    expect(issues.map(({ draft: { title, asker, status } }) => [title, asker, status])).toEqual([
      ['One', 'IN', 'open'],
      // What a cell says it says once, as in a spreadsheet; the rest is as for all rows that say nothing.
      ['Two', 'US', 'resolved'],
      ['Three', 'IN', 'resolved'],
    ]);
  });

  test('columns in any order and under the names that are in use; what is unknown is left out', async () => {
    const { uses } = await readAll(
      text('Country,Weather,State,Labels,Description,Title,ID\nUS,rain,open,a;b,words,One,7\n'),
    );
    expect(uses).toEqual(['asker', 'none', 'status', 'tags', 'summary', 'title', 'id']);
  });

  test('unknown columns become tags, or go into the summary under their names', async () => {
    const { issues } = await readAll(text('Issue,Sector,Lead\nOne,Farm; Food,Ministry\n'), {
      uses: ['title', 'tags', 'append'],
    });
    expect(issues[0]?.draft).toMatchObject({ tags: ['Farm', 'Food'], summary: 'Lead: Ministry' });
  });
});

describe('days are told apart', () => {
  const dayOf = async (written: string, order: 'day' | 'month' = 'day') => {
    const { issues, outcome } = await readAll(text(`Issue,Date\nOne,"${written}"\n`), { order });
    return issues[0] ? (issues[0].at?.slice(0, 10) ?? null) : outcome.problems[0]?.fault.code;
  };

  test.each([
    '2025-11-05',
    '2025/11/05',
    '2025-11-05T09:30:00',
    '05/11/2025',
    '5.11.2025',
    '05-11-2025',
    '5/11/25',
    '5 Nov 2025',
    '5-Nov-25',
    '5th November 2025',
    'Nov 5, 2025',
    'November 5 2025',
    '45966',
    '05/11/2025 14:00',
    '2025-11-05T09:30:00+05:30',
    '2025-11-05T23:30:00.123456Z',
  ])('%s is 5 November 2025', async (written) => {
    expect(await dayOf(written)).toBe('2025-11-05');
  });

  test('that have begun where it is tomorrow already are today, and nothing is said of them', async () => {
    const source = text('Issue,Date\nOne,2026-11-29\nTwo,2026-11-30\n');
    const at = on('2026-11-28T19:00:00.000Z');
    const { outcome, issues } = await readAll(source, {}, at);
    expect(issues.map((issue) => issue.at)).toEqual([null]);
    expect(outcome.problems.map(({ line }) => line)).toEqual([3]);
  });

  test('with the month first where that is said', async () => {
    expect(await dayOf('11/05/2025', 'month')).toBe('2025-11-05');
  });

  test.each([
    ['31/02/2025', 'day'],
    ['soon', 'day'],
    ['Nov 2025', 'day'],
    ['99999', 'day'],
    ['2027-01-01', 'day-ahead'],
  ])('%s is none that has been', async (written, code) => {
    expect(await dayOf(written)).toBe(code);
  });

  test.each([
    ['day', ['05/11/2025', '13/11/2025']],
    ['month', ['11/05/2025', '11/13/2025']],
    ['either', ['05/11/2025', '11/05/2025']],
    ['either', ['13/11/2025', '11/13/2025']],
    [null, ['2025-11-05']],
  ])(
    'a column tells which comes first, or that somebody is to be asked: %s',
    async (order, days) => {
      const source = text(
        ['Issue,Date', ...days.map((day, at) => `Issue ${at},${day}`)].join('\n'),
      );
      const { table } = await readAll(source);
      expect(table.named[1]?.order).toBe(order);
    },
  );
});

describe('what is wrong is told by its line, and the rest can be taken', () => {
  const wrong = async (written: string, change?: Partial<Matching>) => {
    const { outcome } = await readAll(text(written), change);
    const told = outcome.problems.map(({ line, fault }) => [line, fault.code]);
    return { good: outcome.good, told };
  };

  test.each([
    ['no title', 'Issue,Asked by\n,US\nOne,US\n', [[2, 'field']], 1],
    ['too many cells', 'Issue,Asked by\nOne,US,more\nTwo,US\n', [[2, 'more-cells']], 1],
    ['too few cells are empty ones', 'Issue,Asked by,State\nOne\n', [], 1],
    ['a text that stands for nobody', 'Issue,Asked by\nOne,Atlantis\nTwo,US\n', [[2, 'value']], 1],
    ['an open quotation mark', 'Issue,Asked by\nOne,US\n"Two,US\nThree,US\n', [[3, 'unclosed']], 1],
    ['the same title', 'Issue,Asked by\nOne,US\n one ,US\nOne,India\n', [[3, 'same-title']], 2],
    ['the same id', 'Id,Issue\n7,One\n7,Two\n', [[3, 'same-id']], 1],
    ['a title without its id', 'Id,Issue\na,One\n,One\nb,One\n', [[3, 'same-title']], 2],
    ['an id for a title that had none', 'Id,Issue\n,One\na,One\n', [[3, 'same-title']], 1],
    [
      'a cell of a megabyte',
      `Issue,Notes\nOne,${'x'.repeat(1_000_000)}\nTwo,\n`,
      [[2, 'field']],
      1,
    ],
    ['U+0000', 'Issue,Notes\nOne,a\0b\nTwo,\n', [[2, 'field']], 1],
  ])('%s', async (_, written, told, good) => {
    expect(await wrong(written)).toEqual({ told, good });
  });

  test('a name that programs use for themselves is a name like any other', async () => {
    const { issues, uses } = await readAll(
      text('__proto__,Issue,constructor\nx,One,y\nx,__proto__,y\n'),
    );
    expect(uses).toEqual(['none', 'title', 'none']);
    expect(issues.map(({ draft }) => draft.title)).toEqual(['One', '__proto__']);
  });

  test('a formula that was made harmless comes back, and any other stays as it is', async () => {
    const { issues } = await readAll(text(`Issue\n'=SUM(A1)\n''-2\n=1+1\n'tis\n`));
    expect(issues.map(({ draft }) => draft.title)).toEqual(['=SUM(A1)', "'-2", '=1+1', "'tis"]);
  });
});

describe('what is no table is called what it is', () => {
  const kindOf = async (source: TableSource) => {
    const result = await createTableReader().open(source, quiet);
    if (result.kind === 'strange') return result.strange;
    return result.kind === 'problem' ? result.problem.code : result.kind;
  };
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]);

  test.each([
    ['an empty file', file(''), 'empty'],
    ['white space', file('\n \n'), 'empty'],
    ['empty cells', file(',,\n,,\n'), 'table-empty'],
    ['an image named .csv', file(png), 'image'],
    ['a zip', file(zipSync({ 'a.txt': strToU8('a') })), 'zip'],
    ['a PDF', file('%PDF-1.7\n'), 'pdf'],
    ['JSON of another program', file('{"a": [1, 2]}'), 'json'],
    ['JSON that is cut off', file('{"lists": [{"id": "1"'), 'json-cut'],
    ['a board of Trello', file('{"lists": [{"id": "1"}], "cards": []}'), 'trello'],
    ['bytes', file(Uint8Array.from({ length: 2_000 }, (_, at) => (at * 37) % 256)), 'binary'],
    [
      'a spreadsheet that is none',
      file(zipSync({ 'xl/workbook.xml': strToU8('') })),
      'spreadsheet-unreadable',
    ],
    ['too many columns', text(`${'a,'.repeat(mostColumns)}a\n`), 'table-wide'],
    ['a cell that reaches far', page('<table><tr><td colspan=1000>a<td>b</table>'), 'table-wide'],
    ['too many rows', text(`Issue\n${'x\n'.repeat(mostRows + 1)}`), 'table-long'],
  ])('%s', async (_, source, kind) => {
    expect(await kindOf(source)).toBe(kind);
  });
});

test('the first row names the columns where it looks so', async () => {
  const looks = async (written: string) =>
    tableIn(await createTableReader().open(text(written), quiet)).looksNamed;
  expect(await looks('Ask,Who\nOne,US\n')).toBe(true);
  expect(await looks('2025-11-05,US\n2025-11-06,US\n')).toBe(false);
  expect(await looks('US,US\nUS,IN\n')).toBe(false);
  expect(await looks('Only one row\n')).toBe(false);
});

test('issues that are there already are known by id, else by title and asker', async () => {
  const reader = createTableReader();
  const rows = 'Id,Issue\ngsp,New words\n,Old words\n,Nobody’s\n7,Another seven\n';
  await reader.open(text(rows), quiet);
  const known = { ids: new Set(['gsp', '7']), titles: new Set(['US old words']) };
  const others = { asker: 'US', status: 'open', category: 'other', basis: 'inferred' } as const;
  const matching: Matching = {
    hasNames: true,
    uses: ['id', 'title'],
    values: { asker: new Map(), basis: new Map(), status: new Map(), category: new Map() },
    others,
    order: 'day',
    months: monthNames(),
  };
  const outcome = await reader.read(matching, known, on('2026-11-29'));
  // A number begins anew in every table.
  expect(outcome).toMatchObject({ good: 4, known: 2 });
  expect((await reader.issues(0)).map(({ id }) => id)).toEqual(['gsp', null, null, '7']);
});
