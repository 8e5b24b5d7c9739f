// @vitest-environment node
/**
 * The issues as text: what is written is as RFC 4180 has it and runs nowhere, its columns are known again without anybody
 * saying what they are, and taken in again it is the same issues.
 */
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { partyCodes } from '#src/domain/party-codes.ts';
import { csvOf } from '#src/features/table/table-files.ts';
import { type ColumnUse, valueKey } from '#src/formats/table-columns.ts';
import type { Matching } from '#src/formats/table-import.ts';
import { planImport } from '#src/formats/table-plan.ts';
import { createTableReader, type OpenedTable } from '#src/formats/table-reader.ts';
import { writeCsv } from '#src/formats/write-csv.ts';
import type { WrittenCell, WrittenTable } from '#src/formats/written-table.ts';
import { viewOf } from '#src/store/view.ts';
import {
  askerCalled,
  basisCalled,
  categoryCalled,
  monthNames,
  proposeUses,
  statusCalled,
} from '#src/words/table-names.ts';
import { issueTable } from '#src/words/table-out.ts';
import { addIssue, issueFields, on, recorder } from '#tests/builders.ts';
import { type DrawnDossier, dossierId, drawnDossier } from './drawn-dossier.ts';

const now = on('2026-12-31');

function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function tableOf(columns: readonly string[], rows: readonly (readonly WrittenCell[])[]) {
  return { name: 'Table', columns: columns.map((name) => ({ name, width: 10 })), rows };
}

function written(table: WrittenTable): string {
  return finished(writeCsv(table));
}

function shownAs({ folded }: DrawnDossier): string {
  const { board } = folded;
  const shown = { dossier: 'drawn', folded, board, moment: null, view: viewOf({}) };
  return finished(csvOf(shown, 'https://parley.example/'));
}

async function opened(csv: string) {
  const reader = createTableReader();
  const bytes = new TextEncoder().encode(csv);
  const result = await reader.open({ kind: 'file', bytes }, () => {});
  if (result.kind !== 'table') throw new Error(`No table: ${JSON.stringify(result)}`);
  return { reader, table: result.table };
}

/** Everything as it is proposed. */
function proposed({ named, looksNamed }: OpenedTable): Matching {
  const uses = proposeUses(named, () => null);
  const valuesOf = <T>(use: ColumnUse, called: (text: string) => T | null) =>
    new Map(
      (named[uses.indexOf(use)]?.values ?? []).flatMap(({ text }) => {
        const found = called(text);
        return found === null ? [] : [[valueKey(text), found] as const];
      }),
    );
  return {
    hasNames: looksNamed,
    uses,
    values: {
      asker: valuesOf('asker', askerCalled),
      basis: valuesOf('basis', basisCalled),
      status: valuesOf('status', statusCalled),
      category: valuesOf('category', categoryCalled),
    },
    others: { asker: null, basis: 'inferred', status: 'open', category: 'other' },
    order: 'day',
    months: monthNames(),
  };
}

/** The dossier that the table is taken into, of the same parties and without an issue. */
async function takenIn(csv: string, { parties }: DrawnDossier) {
  const { reader, table } = await opened(csv);
  const nothing = { ids: new Set<string>(), titles: new Set<string>() };
  const outcome = await reader.read(proposed(table), nothing, now);
  expect(outcome.problems).toEqual([]);
  const { record } = recorder('actor:other', { start: on('2026-06-01') });
  const payload = { title: 'Again', parties };
  const empty = foldMore(
    nothingFolded,
    record({ type: 'dossier.described.v1', subject: dossierId, payload }),
  );
  const newSlug = () => {
    throw new Error('Every row has its id');
  };
  const issues = await reader.issues(0);
  const plan = finished(planImport(empty.board, issues, { known: 'update', newSlug }));
  const [first, ...rest] = plan;
  return first ? foldMore(empty, record(first, ...rest)).board : empty.board;
}

/** An issue as it is filled in: a title is one line, and nothing stands around a text. */
function said(issue: Issue) {
  const { id, title, asker, basis, status, category, tags, summary, movedAt } = issue;
  const line = title.replace(/\s*[\r\n]+\s*/g, ' ').trim();
  return {
    id,
    title: line,
    asker,
    basis,
    status,
    category,
    tags,
    summary: summary.trim(),
    movedAt,
  };
}

const uses: readonly ColumnUse[] = [
  ...(['id', 'title', 'asker', 'basis', 'status', 'category', 'tags', 'summary', 'date'] as const),
  ...(['none', 'none', 'none'] as const),
];

test('whatever issues a dossier has, taken out and in again they are the same', async () => {
  const tried = { dossiers: 0, issues: 0, unchanged: 0, formulas: 0, breaks: 0, moments: 0 };
  await fc.assert(
    fc.asyncProperty(drawnDossier(), async (drawn) => {
      const before = [...drawn.folded.board.issues.values()].filter(({ removed }) => !removed);
      fc.pre(before.length > 0);
      const csv = shownAs(drawn);
      const board = await takenIn(csv, drawn);
      const byId = (one: { id: IssueId }, other: { id: IssueId }) => (one.id < other.id ? -1 : 1);
      const after = [...board.issues.values()];
      expect(after.map(said).sort(byId)).toEqual(before.map(said).sort(byId));
      const places = ({ cells }: typeof board) =>
        [...cells].map(([cell, ranked]) => [cell, ranked.map(({ id }) => id)] as const).sort();
      expect(places(board)).toEqual(places(drawn.folded.board));
      const cells = Papa.parse<string[]>(csv.slice(1), { delimiter: ',' }).data.flat();
      expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
      tried.dossiers += 1;
      tried.issues += before.length;
      for (const issue of before) {
        const { title, summary, movedAt } = issue;
        const { title: line, summary: body } = said(issue);
        if (line === title && body === summary) tried.unchanged += 1;
        if (/^'*[=+\-@\t＝＠]/.test(title)) tried.formulas += 1;
        if (/[\r\n]/.test(summary)) tried.breaks += 1;
        if (!movedAt.endsWith('T00:00:00.000Z')) tried.moments += 1;
      }
    }),
    { numRuns: 150 },
  );
  expect(tried.dossiers).toBeGreaterThan(100);
  expect(tried.issues).toBeGreaterThan(300);
  for (const count of [tried.unchanged, tried.formulas, tried.breaks, tried.moments]) {
    expect(count).toBeGreaterThan(60);
  }
});

test('every party is known again by what it is called there', () => {
  for (const code of partyCodes) {
    const { board } = foldMore(nothingFolded, [
      ...recorder('actor:me').record(addIssue('issue:one', { asker: code })),
    ]);
    const table = issueTable({ issues: [...board.issues.values()], addressOf: () => '' });
    const [, , asker] = [...table.rows][0] ?? [];
    expect(askerCalled(`${asker}`), `${code}: ${asker}`).toBe(code);
  }
});

test('its columns are known by themselves, also where some are taken out', async () => {
  const { record } = recorder('actor:me');
  const { board } = foldMore(nothingFolded, record(addIssue('issue:one', issueFields())));
  const table = issueTable({ issues: [...board.issues.values()], addressOf: () => '' });
  expect(table.columns.map(({ name }) => name)).toEqual([
    ...['ID', 'Issue', 'Asked by', 'Basis', 'Status', 'Category', 'Tags', 'Summary'],
    ...['In this status since', 'Added', 'Number of notes', 'Number of passages'],
  ]);
  const proposal = async (places: readonly number[]) => {
    const kept = <T>(cells: readonly T[]) => cells.filter((_, place) => places.includes(place));
    const rows = [...table.rows].map(kept);
    const { named, looksNamed } = (
      await opened(written({ ...table, columns: kept(table.columns), rows }))
    ).table;
    expect(looksNamed).toBe(true);
    return proposeUses(named, () => null);
  };
  const all = uses.map((_, place) => place);
  expect(await proposal(all)).toEqual(uses);
  // Not one of them takes the place of one that is not there, but for the day on which it was added.
  for (const gone of all) {
    const left = all.filter((place) => place !== gone);
    const instead = left.map((place) => (gone === 8 && place === 9 ? 'date' : uses[place]));
    expect(await proposal(left), `without column ${gone}`).toEqual(instead);
  }
});

test('a list of one tag stays one, whatever stands in it', async () => {
  for (const tags of [['a; b'], ['a; b', 'c'], ['a;'], [';'], [], ["'=a"], ['=a', '@b']]) {
    const { record } = recorder('actor:me');
    const payload = { title: 'Drawn', parties: ['IN', 'US'] };
    const folded = foldMore(nothingFolded, [
      ...record({ type: 'dossier.described.v1', subject: dossierId, payload }),
      ...record(addIssue('issue:one', { tags })),
    ]);
    const drawn = { folded, parties: payload.parties };
    const board = await takenIn(shownAs(drawn), drawn);
    expect(board.issues.get('issue:one')?.tags).toEqual(tags);
  }
});

test('it is UTF-8 with a byte order mark, commas, CR LF, and quotation marks where they are needed', () => {
  const time = (kind: 'day' | 'moment', at: string) => ({ kind, at: on(at) }) as const;
  const text = written(
    tableOf(
      ['ID', 'Is, it'],
      [
        ['plain text', 7],
        ['He said “no”, and "no"', null],
        ['two\nlines', 'two\r\nlines'],
        [' blank', 'a;b'],
        ['=1+1', "'=1+1"],
        ['-5', "it's"],
        [time('day', '2025-11-05'), time('moment', '2025-11-05T09:00:00.000Z')],
        [{ kind: 'link', text: '@sum, linked', address: 'https://parley.example/' }, ''],
      ],
    ),
  );
  expect(text).toBe(
    [
      '\ufeffID,"Is, it"',
      'plain text,7',
      '"He said “no”, and ""no""",',
      '"two\nlines","two\r\nlines"',
      '" blank","a;b"',
      "'=1+1,''=1+1",
      "'-5,it's",
      '2025-11-05,2025-11-05T09:00:00.000Z',
      '"\'@sum, linked",',
      '',
    ].join('\r\n'),
  );
});

test('of many rows it gives the page its turn between two slices', () => {
  const rows = Array.from({ length: 2_600 }, (_, i) => [i]);
  expect([...writeCsv(tableOf(['ID'], rows))]).toHaveLength(13);
});
