// @vitest-environment node
/**
 * Tables as a spreadsheet: read back it says what was written, nothing in it is a formula, and its days, links and
 * headings are what a spreadsheet program knows as such.
 */
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { historyOf } from '#src/domain/history.ts';
import type { Passage } from '#src/domain/passage.ts';
import { passageIn } from '#src/domain/passage.ts';
import { spreadsheetOf } from '#src/features/table/table-files.ts';
import { kindOfFile } from '#src/formats/file-kind.ts';
import { openSpreadsheet } from '#src/formats/spreadsheet.ts';
import type { TableRow } from '#src/formats/table.ts';
import { createTableReader } from '#src/formats/table-reader.ts';
import { excelLimits, type SheetLimits, writeSpreadsheet } from '#src/formats/write-spreadsheet.ts';
import type { WrittenCell, WrittenTable } from '#src/formats/written-table.ts';
import { viewOf } from '#src/store/view.ts';
import { proposeUses } from '#src/words/table-names.ts';
import { dossierTables } from '#src/words/table-out.ts';
import { addIssue, on, rankNumber, recorder, retraction } from '#tests/builders.ts';
import { type DrawnDossier, drawnDossier } from './drawn-dossier.ts';

function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function tableOf(
  columns: readonly string[],
  rows: Iterable<readonly WrittenCell[]>,
  name = 'Table',
): WrittenTable {
  return { name, columns: columns.map((column) => ({ name: column, width: 10 })), rows };
}

function written(tables: readonly WrittenTable[], limits: Partial<SheetLimits> = {}) {
  return finished(writeSpreadsheet(tables, { ...excelLimits, ...limits }));
}

/** Its parts, as text. */
function partsOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  );
}

function partOf(bytes: Uint8Array, name: string): string {
  const part = partsOf(bytes)[name];
  if (part === undefined) throw new Error(`It has no ${name}`);
  return part;
}

async function sheetsOf(bytes: Uint8Array) {
  const opened = openSpreadsheet(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const sheets: Record<string, readonly TableRow[]> = {};
  for (const name of opened.spreadsheet.sheets) {
    const read = await opened.spreadsheet.read(name, () => {});
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    sheets[name] = read.rows;
  }
  return sheets;
}

/** What is read of a cell, where it is not empty at the end of a row. */
function readAs(cell: WrittenCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return `${cell}`;
  if (cell.kind === 'link') return cell.text;
  // The number of one at midnight is the number of its day, which is what the reader takes it for.
  const [date, time] = cell.at.slice(0, 19).split('T');
  return cell.kind === 'day' || time === '00:00:00' ? `${date}` : `${date} ${time}`;
}

function trimmed(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

function tablesOf({ folded }: Pick<DrawnDossier, 'folded'>): readonly WrittenTable[] {
  const { board, log } = folded;
  return dossierTables({
    board,
    issues: [...board.issues.values()],
    isPart: false,
    actors: board.actors,
    eventsOf: (issue) => log.get(issue) ?? [],
    addressOf: (issue) => `https://parley.example/d/drawn?issue=${issue}`,
  });
}

/** Whether it is well-formed, every tag closed in its turn, and of the characters that XML 1.0 allows. */
function expectXml(xml: string, name: string): void {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml [^<>]*\?>\n/, '');
  const texts = body.split(/<(\/?)([\w:]+)(?: [\w:]+="[^<>"]*")*(\/?)>/);
  for (let at = 1; at < texts.length; at += 4) {
    const [end, tag = '', alone] = texts.slice(at, at + 3);
    if (end === '/') expect(tag, name).toBe(open.pop());
    else if (alone === '') open.push(tag);
    expect(texts[at + 3], name).not.toMatch(/[<>]/);
  }
  expect([texts[0], ...open], name).toEqual(['']);
  expect(xml, name).not.toMatch(/[^\t\n -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  expect(xml.replace(/&(?:amp|lt|gt|quot);/g, ''), name).not.toContain('&');
}

test('whatever a dossier has is in the spreadsheet as it is, and nothing in it is a formula', async () => {
  const tried = { cells: 0, escaped: 0 };
  await fc.assert(
    fc.asyncProperty(drawnDossier({ hasControls: true }), async (drawn) => {
      const tables = tablesOf(drawn);
      const bytes = written(tables);
      const sheets = await sheetsOf(bytes);
      expect(Object.keys(sheets)).toEqual(['Issues', 'Notes', 'History', 'Documents']);
      for (const { name, columns, rows } of tables) {
        const all = [
          columns.map((column) => column.name),
          ...[...rows].map((row) => row.map(readAs)),
        ];
        const read = sheets[name] ?? [];
        expect(read.map(({ cells }) => trimmed(cells))).toEqual(all.map(trimmed));
        tried.cells += all.flat().length;
      }
      for (const [name, part] of Object.entries(partsOf(bytes))) {
        expectXml(part, name);
        expect(part).not.toMatch(/<f[ >/]/);
        if (part.includes('_x0007_') || part.includes('_x005F_')) tried.escaped += 1;
      }
      expect(kindOfFile(bytes)).toEqual({ kind: 'spreadsheet' });
    }),
    { numRuns: 60 },
  );
  expect(tried.cells).toBeGreaterThan(5_000);
  expect(tried.escaped).toBeGreaterThan(30);
});

test('characters that XML cannot hold, and texts that look like them, are told apart', async () => {
  const texts = [
    '\u0007',
    '_x0007_',
    '_x005F_',
    '_x0041_x0042_',
    '_x0041\u0007',
    '_x0041\u0007x0042_',
    '_X0041_',
    '_x004_',
    'a\r\nb',
    ' a\tb\n',
    '\u0000\ufffe\uffff',
    '<f>1+1</f>&amp;"',
  ];
  const bytes = written([
    tableOf(
      ['Text'],
      texts.map((text) => [text]),
    ),
  ]);
  const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
  const found = [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].slice(1).map(([, text]) => text);
  expect(found).toEqual([
    '_x0007_',
    '_x005F_x0007_',
    '_x005F_x005F_',
    '_x005F_x0041_x005F_x0042_',
    '_x005F_x0041_x0007_',
    '_x005F_x0041_x0007_x0042_',
    '_X0041_',
    '_x004_',
    'a_x000D_\nb',
    ' a\tb\n',
    '_x0000__xFFFE__xFFFF_',
    '&lt;f&gt;1+1&lt;/f&gt;&amp;amp;&quot;',
  ]);
  // As whoever reads it undoes it: from the left, each once.
  const undone = found
    .slice(0, -1)
    .map((text) =>
      text?.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    );
  expect(undone).toEqual(texts.slice(0, -1));
  const half = partOf(written([tableOf(['Text'], [['\ud83d!']])]), 'xl/worksheets/sheet1.xml');
  expect(half).toContain('<t>\ufffd!</t>');
});

test('days are days without an hour, moments are moments in UTC, and what spreadsheets cannot count is text', () => {
  const cells = [
    ['day', '2025-11-05T00:00:00.000Z'],
    ['moment', '2025-11-05T18:00:00.999Z'],
    ['moment', '2025-11-05T00:00:00.000Z'],
    ['moment', '1969-01-18T18:37:13.000Z'],
    ['day', '1900-03-01T00:00:00.000Z'],
    ['day', '1900-02-28T00:00:00.000Z'],
    ['day', '9999-12-31T00:00:00.000Z'],
  ] as const;
  const rows = cells.map(([kind, at]) => [{ kind, at: on(at) }]);
  const xml = partOf(written([tableOf(['When'], rows)]), 'xl/worksheets/sheet1.xml');
  expect([...xml.matchAll(/<c r="A[2-8]".*?<\/c>/g)].map(([cell]) => cell)).toEqual([
    '<c r="A2" s="3"><v>45966</v></c>',
    '<c r="A3" s="4"><v>45966.75</v></c>',
    '<c r="A4" s="4"><v>45966</v></c>',
    '<c r="A5" s="4"><v>25221.775844908</v></c>',
    '<c r="A6" s="3"><v>61</v></c>',
    '<c r="A7" s="2" t="inlineStr"><is><t>1900-02-28</t></is></c>',
    '<c r="A8" s="3"><v>2958465</v></c>',
  ]);
  const styles = partOf(written([]), 'xl/styles.xml');
  const looks = [...styles.matchAll(/<xf numFmtId="(\d+)" fontId="(\d)"/g)].slice(1);
  expect(looks.map(([, format, font]) => [format, font])).toEqual([
    ...[
      ['0', '0'],
      ['49', '1'],
      ['49', '0'],
      ['164', '0'],
      ['165', '0'],
      ['49', '2'],
    ],
  ]);
  expect(styles).toContain('numFmtId="164" formatCode="yyyy\\-mm\\-dd"');
  expect(styles).toContain('<font><b/>');
});

test('the headings are bold, stay in view and filter; columns have their widths', () => {
  const table = tableOf(
    ['One', 'Two'],
    [
      ['a', 1],
      ['b', 2],
    ],
  );
  const bytes = written([table, { ...table, name: "It's" }]);
  const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
  expect(xml).toContain(
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
  );
  expect(xml).toContain('<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>One</t></is></c>');
  expect(xml).toContain('<autoFilter ref="A1:B3"/>');
  expect(xml).toContain('<col min="2" max="2" width="10" customWidth="1"/>');
  const book = partOf(bytes, 'xl/workbook.xml');
  expect(book).toContain(`localSheetId="1" hidden="1">'It''s'!$A$1:$B$3</definedName>`);
});

test('the names of sheets are ones that a sheet can have', () => {
  const names = [
    '[Issues]',
    'a/b\\c?d*e:f',
    'Notes',
    'NOTES',
    'A name that is longer than sheets have it',
  ];
  const book = partOf(written(names.map((name) => tableOf(['One'], [], name))), 'xl/workbook.xml');
  expect([...book.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    'Issues',
    'a b c d e f',
    'Notes',
    'NOTES (2)',
    'A name that is longer than shee',
  ]);
});

test('links are links where they lead to a page, and texts where not, or beyond what a sheet holds', () => {
  const addresses = [
    'https://parley.example/d/us-india?issue=a&b="c"',
    'http://example.org/report#page-3',
    'javascript:alert(1)',
    'no address',
    `https://example.org/${'x'.repeat(2_079)}`,
    'https://example.org/last',
    'https://example.org/over',
  ];
  const rows = addresses.map((address) => [{ kind: 'link', text: '=linked', address } as const]);
  const bytes = written([tableOf(['Link'], rows)], { links: 3 });
  const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
  expect([...xml.matchAll(/<hyperlink .*?\/>/g)].map(([link]) => link)).toEqual([
    '<hyperlink ref="A2" r:id="rId1"/>',
    '<hyperlink ref="A3" r:id="rId2" location="page-3"/>',
    '<hyperlink ref="A7" r:id="rId3"/>',
  ]);
  expect([...xml.matchAll(/<c r="A\d" s="(\d)"/g)].map(([, style]) => style).join('')).toBe(
    '15522252',
  );
  const relations = partOf(bytes, 'xl/worksheets/_rels/sheet1.xml.rels');
  expectXml(relations, 'relations');
  expect(
    [...relations.matchAll(/Target="([^"]*)" TargetMode="External"/g)].map(([, to]) => to),
  ).toEqual([
    'https://parley.example/d/us-india?issue=a&amp;b=%22c%22',
    'http://example.org/report',
    'https://example.org/last',
  ]);
});

test('a text longer than a cell holds is cut between characters, and says so', async () => {
  const { Text = [] } = await sheetsOf(
    written(
      [tableOf(['Text'], [['x'.repeat(10)], ['x'.repeat(11)], ['xxxxxxxx👩‍🌾👩‍🌾']], 'Text')],
      {
        characters: 10,
      },
    ),
  );
  expect(Text.slice(1).map(({ cells }) => cells[0])).toEqual([
    'xxxxxxxxxx',
    'xxxxxxxxx…',
    'xxxxxxxx…',
  ]);
});

test('rows beyond what a sheet holds go on in a further one, under the same headings', async () => {
  const rows = Array.from({ length: 7 }, (_, i) => [`row ${i}`]);
  const sheets = await sheetsOf(
    written([tableOf(['Text'], rows, 'Rows'), tableOf(['Text'], [['one']], 'Next')], { rows: 4 }),
  );
  expect(Object.keys(sheets)).toEqual(['Rows', 'Rows (2)', 'Rows (3)', 'Next']);
  const texts = Object.values(sheets).map((sheet) => sheet.map(({ cells }) => cells[0]));
  expect(texts.map(([heading]) => heading)).toEqual(['Text', 'Text', 'Text', 'Text']);
  expect(texts.slice(0, 3).flatMap(([, ...rest]) => rest)).toEqual(rows.flat());
});

test('the same tables are the same bytes, and the page has its turn while they are written', () => {
  const make = () =>
    writeSpreadsheet([
      tableOf(
        ['Text'],
        Array.from({ length: 4_000 }, (_, i) => [`Row ${i} of many`]),
      ),
    ]);
  expect(finished(make())).toEqual(finished(make()));
  // As every part of it says, it was written in no year of ours: 1 January 1980, 00:00 (APPNOTE.TXT, 4.4.6).
  expect([...finished(make()).subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
  expect([...make()].length).toBeGreaterThan(5);
});

/** Talks with a source and a digest, an issue that rests on both, what was done to it, and one that rests on nothing. */
function talks() {
  const { record } = recorder('actor:asha', { start: on('2026-01-01') });
  const other = recorder('actor:nobody', { start: on('2026-02-01'), node: '1f3ac2d17b09e454' });
  const paragraphs = ['India wants its status back.', 'So it was said.'];
  const source = { title: 'Report', publisher: 'A newspaper', paragraphs } as const;
  const passage = (name: 'source' | 'digest', exact: string): Passage =>
    passageIn(`document:${name}`, paragraphs, exact);
  const quoted = passage('source', 'its status');
  const evidence = [quoted, passage('digest', 'So it was said.')];
  const [added] = record({
    ...addIssue('issue:gsp', { title: 'GSP', evidence }),
    at: on('2025-11-03'),
  });
  const [moved] = record({
    type: 'issue.moved.v1',
    subject: 'issue:gsp',
    payload: { status: 'resolved', rank: rankNumber(1), reason: '=Signed' },
    at: on('2025-11-05T09:30:00.000Z'),
  });
  const events = [
    ...record({
      type: 'dossier.described.v1',
      subject: 'dossier:us-india',
      payload: { title: 'Talks', parties: ['US', 'IN'] },
    }),
    ...record({ type: 'actor.named.v1', subject: 'actor:asha', payload: { name: 'Asha' } }),
    ...record({
      type: 'document.added.v1',
      subject: 'document:source',
      payload: {
        ...source,
        kind: 'source',
        published: '2017-10',
        address: 'https://example.org/a',
      },
    }),
    ...record({
      type: 'document.added.v1',
      subject: 'document:digest',
      payload: { ...source, title: 'Digest of it', kind: 'digest', published: '2025-11-05' },
    }),
    added,
    moved,
    ...record({ ...addIssue('issue:farm', { title: 'Farm', asker: 'US' }), at: on('2025-11-04') }),
    ...record({
      type: 'issue.edited.v1',
      subject: 'issue:gsp',
      payload: { title: 'GSP status', summary: '' },
      at: on('2025-11-06'),
    }),
    ...record({ type: 'annotation.added.v1', subject: 'issue:gsp', payload: { text: 'Plain' } }),
    ...(['source', 'digest'] as const).flatMap((name) =>
      record({
        type: 'annotation.added.v1',
        subject: `document:${name}`,
        payload: { text: `On the ${name}`, passage: passage(name, 'its status') },
      }),
    ),
    ...record({
      type: 'annotation.added.v1',
      subject: 'document:source',
      payload: { text: 'Astray', passage: { ...quoted, exact: 'never said' } },
    }),
    ...other.record(retraction('issue:gsp', moved)),
  ];
  return { folded: foldMore(nothingFolded, events), added, moved };
}

function shown(params: Parameters<typeof viewOf>[0], moment: string | null = null) {
  const { folded } = talks();
  return {
    dossier: 'us-india',
    folded,
    board: folded.board,
    moment: moment === null ? null : on(moment),
    view: viewOf(params),
  };
}

test('histories, notes and documents say what the page says of them', async () => {
  const bytes = finished(spreadsheetOf(shown({}), 'https://parley.example/d/us-india/table'));
  const sheets = await sheetsOf(bytes);
  const rowsOf = (name: string) => (sheets[name] ?? []).map(({ cells }) => trimmed(cells));
  expect(rowsOf('History')).toEqual([
    ['Happened', 'Recorded', 'Issue', 'Who', 'What', 'Changes', 'Reason', 'Undone', 'Undone by'],
    ['2025-11-04', '2026-01-01 00:00:07', 'Farm', 'Asha', 'added to Open'],
    ['2025-11-03', '2026-01-01 00:00:01', 'GSP status', 'Asha', 'added to Open'],
    [
      ...['2025-11-05 09:30:00', '2026-01-01 00:00:02', 'GSP status', 'Asha'],
      ...['moved from Open to Resolved', '', '=Signed', '2026-02-01 00:00:01'],
      'Someone without a name',
    ],
    [
      ...[
        '2025-11-06',
        '2026-01-01 00:00:08',
        'GSP status',
        'Asha',
        'edited the title and summary',
      ],
      'Title: GSP → GSP status\nSummary: India asks to be let back into the programme. → none',
    ],
    ['2026-01-01 00:00:09', '2026-01-01 00:00:09', 'GSP status', 'Asha', 'added a note'],
  ]);
  expect(rowsOf('Notes')).toEqual([
    ['On', 'Kind', 'Author', 'Written', 'Edited', 'Note', 'Passage', 'The passage is'],
    ['GSP status', 'Issue', 'Asha', '2026-01-01 00:00:09', '', 'Plain'],
    [
      ...['Report', 'Document', 'Asha', '2026-01-01 00:00:10', '', 'On the source'],
      ...['“its status”', 'Quotation'],
    ],
    [
      ...['Report', 'Document', 'Asha', '2026-01-01 00:00:12', '', 'Astray', 'never said'],
      'These words do not stand in the document they are said to be from.',
    ],
    [
      ...['Digest of it', 'Document', 'Asha', '2026-01-01 00:00:11', '', 'On the digest'],
      ...['its status', 'Digest'],
    ],
  ]);
  expect(rowsOf('Documents')).toEqual([
    ['Title', 'Publisher', 'Kind', 'Published', 'Address', 'Paragraphs', 'Issues that rest on it'],
    ['Report', 'A newspaper', 'Source', '2017-10', 'https://example.org/a', '2', 'GSP status'],
    ['Digest of it', 'A newspaper', 'Digest', '2025-11-05', '', '2', 'GSP status'],
  ]);
  const relations = partOf(bytes, 'xl/worksheets/_rels/sheet1.xml.rels');
  expect(relations).toContain('Target="https://parley.example/d/us-india?issue=farm"');
});

test('of a filtered view only what belongs to it is told; on a past date, what had happened by then', async () => {
  const us = await sheetsOf(
    finished(spreadsheetOf(shown({ country: 'US' }), 'https://a.example/')),
  );
  expect(Object.values(us).map((rows) => rows.length)).toEqual([2, 1, 2, 1]);
  const past = shown({ asOf: '2025-11-04' }, '2025-11-04T23:59:59.999Z');
  const bytes = finished(spreadsheetOf(past, 'https://a.example/'));
  const { History = [] } = await sheetsOf(bytes);
  expect(History.slice(1).map(({ cells }) => cells[0])).toEqual(['2025-11-04', '2025-11-03']);
  expect(partOf(bytes, 'xl/worksheets/_rels/sheet1.xml.rels')).toContain(
    'Target="https://a.example/d/us-india?issue=gsp&amp;asOf=2025-11-04"',
  );
});

test('every entry of every history is in it, taken back or not', async () => {
  await fc.assert(
    fc.asyncProperty(drawnDossier(), async (drawn) => {
      const { folded } = drawn;
      const { History = [] } = await sheetsOf(written(tablesOf(drawn)));
      const entries = [...folded.board.issues.keys()].flatMap((id) =>
        historyOf(folded.log.get(id) ?? []),
      );
      expect(History).toHaveLength(entries.length + 1);
    }),
    { numRuns: 20 },
  );
});

test('taken in again, its columns are known by themselves', async () => {
  const reader = createTableReader();
  const bytes = finished(spreadsheetOf(shown({}), 'https://a.example/'));
  const result = await reader.open({ kind: 'file', bytes }, () => {});
  if (result.kind !== 'table') throw new Error(result.kind);
  const { sheet, looksNamed, named } = result.table;
  expect([sheet, looksNamed]).toEqual(['Issues', true]);
  expect(proposeUses(named, () => null)).toEqual([
    ...['id', 'title', 'asker', 'basis', 'status', 'category', 'tags', 'summary', 'date'],
    ...['none', 'none', 'none'],
  ]);
});
