// @vitest-environment node
import { expect, test } from 'vitest';
import type { DossierSource } from '#mocks/seed/dossier-source.ts';
import { scaleEvents } from '#mocks/seed/scale.ts';
import { seedEvents } from '#mocks/seed/seed-events.ts';
import { usIndia } from '#mocks/seed/us-india.ts';
import { type Board, boardAsOf, foldMore, nothingFolded } from '#src/domain/board.ts';
import { recordedAt } from '#src/domain/clock.ts';
import { compareEvents, toWire } from '#src/domain/event.ts';
import { slugOf } from '#src/domain/ids.ts';
import { endOfDay } from '#src/domain/instant.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { textOf } from '#src/domain/passage.ts';

const events = seedEvents(usIndia);
const today = foldMore(nothingFolded, events);

/** `US/open` → slugs in their order; cells without issues left out. */
function cellsOf(board: Board): Record<string, string[]> {
  const filled = [...board.cells].filter(([, cell]) => cell.length > 0);
  return Object.fromEntries(filled.map(([key, cell]) => [key, cell.map(({ id }) => slugOf(id))]));
}

function cellsOn(date: string): Record<string, string[]> {
  return cellsOf(boardAsOf(today, endOfDay(date)));
}

const onTheReportsDay = {
  'US/open': ['intellectual-property', 'e-commerce-policies', 'data-localisation'],
  'US/under-discussion': ['agricultural-market-access', 'medical-device-access'],
  'US/resolved': ['retaliatory-duties', 'poultry-and-berries', 'digital-services-levies'],
  'IN/open': ['section-232-duties'],
  'IN/under-discussion': ['gsp-restoration', 'relief-from-50-percent'],
};

test('on 5 November 2025 there are eleven issues, eight US asks and three India asks', () => {
  expect(cellsOn('2025-11-05')).toEqual(onTheReportsDay);
  expect(today.board.issues.size).toBe(11);
});

test('nothing has happened since, as far as the sources go', () => {
  expect(cellsOf(today.board)).toEqual(onTheReportsDay);
});

test('at the end of 2018 there were devices and steel', () => {
  expect(cellsOn('2018-12-31')).toEqual({
    'US/open': ['medical-device-access'],
    'IN/open': ['section-232-duties'],
  });
});

test('at the end of 2019 there was GSP too', () => {
  expect(cellsOn('2019-12-31')).toEqual({
    'US/open': ['medical-device-access'],
    'IN/open': ['gsp-restoration', 'section-232-duties'],
  });
});

test('at the end of 2023 two US asks were resolved', () => {
  expect(cellsOn('2023-12-31')).toEqual({
    'US/open': ['medical-device-access'],
    'US/resolved': ['retaliatory-duties', 'poultry-and-berries'],
    'IN/open': ['gsp-restoration', 'section-232-duties'],
  });
});

test('on the eve of the report nothing was under discussion yet', () => {
  expect(cellsOn('2025-11-04')).toEqual({
    'US/open': ['agricultural-market-access', 'medical-device-access'],
    'US/resolved': ['retaliatory-duties', 'poultry-and-berries', 'digital-services-levies'],
    'IN/open': ['gsp-restoration', 'relief-from-50-percent', 'section-232-duties'],
  });
});

test('titles, askers, bases and categories are those of the facts', () => {
  const rows = [...today.board.issues.values()].map(
    ({ title, asker, basis, category }) => `${title} · ${asker} · ${basis} · ${category}`,
  );
  expect(rows.sort()).toEqual([
    'Data localisation rules · US · inferred · digital-trade',
    'Digital services levies · US · inferred · digital-trade',
    'E-commerce policies · US · inferred · services',
    'Indian retaliatory duties on US farm goods · US · inferred · import-policies',
    'Intellectual property rights · US · inferred · ip',
    'Market access for US agricultural products · US · stated · import-policies',
    'Market access for US medical devices · US · stated · tbt',
    'Poultry, turkey, duck and berries · US · inferred · import-policies',
    'Relief from the 50 % US tariffs · IN · inferred · import-policies',
    'Restoration of GSP status · IN · stated · import-policies',
    'Steel and aluminium duties (section 232) · IN · stated · import-policies',
  ]);
});

test('every issue rests on evidence, and every passage stands in its document where it says', () => {
  for (const issue of today.board.issues.values()) {
    expect(issue.evidence.length).toBeGreaterThanOrEqual(1);
    for (const { document, exact, start } of issue.evidence) {
      const text = textOf(today.board.documents.get(document)?.paragraphs ?? []);
      expect(text.slice(start, start + exact.length)).toBe(exact);
    }
  }
});

test('on no day does an issue rest on a document that is not there yet', () => {
  let passages = 0;
  for (const day of new Set(events.map(({ at }) => at))) {
    const { issues, documents } = boardAsOf(today, day);
    for (const { document } of [...issues.values()].flatMap(({ evidence }) => evidence)) {
      passages += 1;
      expect(documents.has(document), `${document} on ${day}`).toBe(true);
    }
  }
  expect(passages).toBeGreaterThan(100);
  expect(boardAsOf(today, endOfDay('2018-12-31')).documents.size).toBe(2);
});

/** Slug → kind, when its fact enters the replay, when its source was published, the host of its address. */
function documentRows() {
  return events.flatMap((event) => {
    if (event.type !== 'document.added.v1') return [];
    const { kind, published, address } = event.payload;
    const host = address === undefined ? 'no address' : new URL(address).host;
    return [[slugOf(event.subject), kind, event.at.slice(0, 10), published ?? 'not known', host]];
  });
}

test('all thirteen documents are digests; each has its fact’s day, and what is known of its source', () => {
  expect(documentRows()).toEqual([
    ['device-price-ceilings', 'digest', '2017-10-01', '2017-10', 'www.raps.org'],
    ['rbi-payment-data-circular', 'digest', '2018-04-01', '2021-04-23', 'www.livemint.com'],
    ['press-note-2', 'digest', '2019-02-01', 'not known', 'www.mondaq.com'],
    ['gsp-eligibility-ended', 'digest', '2019-06-05', '2019-06-03', 'www.lexblog.com'],
    ['gsp-programme-lapsed', 'digest', '2020-12-31', 'not known', 'docslib.org'],
    ['six-wto-disputes-ended', 'digest', '2023-06-22', 'not known', 'www.thehindubusinessline.com'],
    ['poultry-dispute-ended', 'digest', '2023-09-08', 'not known', 'www.thehawk.in'],
    ['digital-levies', 'digest', '2024-08-01', 'not known', 'www.telegraphindia.com'],
    ['ustr-report-2025', 'digest', '2025-03-31', 'not known', 'www.sakshipost.com'],
    ['special-301-2025', 'digest', '2025-04-29', 'not known', 'ndtv.com'],
    ['section-232-wto-notice', 'digest', '2025-05-09', '2025-05-12', 'www.business-standard.com'],
    ['tariffs-of-50-percent', 'digest', '2025-08-27', 'not known', 'webiis10.mondaq.com'],
    ['white-house-on-trade-talks', 'digest', '2025-11-05', '2025-11-05', 'no address'],
  ]);
});

test('a document whose address is missing, or leads to no page of the text, says so', () => {
  const notesOn = (slug: string) =>
    today.board.documents
      .get(`document:${slug}`)
      ?.annotations.map(({ text }) => text)
      .join(' ');
  expect(notesOn('white-house-on-trade-talks')).toContain('no address');
  expect(notesOn('device-price-ceilings')).toContain('no page of the text itself');
  expect(notesOn('gsp-programme-lapsed')).toContain('no page of the text itself');
});

/** Every text of a value, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

test('the only words in quotation marks anywhere in the dossier are those that somebody said', () => {
  const texts = textsOf(events.map(toWire).map(({ payload }) => payload));
  const marked = texts.flatMap((text) => text.match(/[“”„«»"].*?[“”„«»"]/g) ?? []);
  expect(new Set(marked)).toEqual(new Set(['“great respect”']));
  expect(texts.filter((text) => /[“”„«»"]/.test(text))).toHaveLength(1);
});

test('every event of the seeds is one the server would take, and comes back from the wire the same', () => {
  const synthetic = scaleEvents({ slug: 'small', issues: 300, events: 3_000, seed: 7 });
  for (const event of [...events, ...synthetic]) {
    const wire: unknown = JSON.parse(JSON.stringify(toWire(event)));
    expect(parseEvent(wire)).toEqual({ ok: true, event });
  }
});

test('what the seed tells of is a day, which its event’s id only orders', () => {
  for (const { id, at } of events) {
    expect(at).toMatch(/^\d{4}-\d{2}-\d{2}T00:00:00\.000Z$/);
    expect(id.slice(0, 10)).toBe(at.slice(0, 10));
    expect(recordedAt(id) >= at).toBe(true);
  }
  expect(events.toSorted(compareEvents)).toEqual(events);
  const [steel] = events.filter(({ subject }) => subject === 'issue:section-232-duties');
  expect(steel).toMatchObject({ type: 'issue.added.v1', at: '2018-03-23T00:00:00.000Z' });
});

test('the seed is the same events each time, under distinct ids', () => {
  expect(seedEvents(usIndia)).toEqual(events);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(events[0]?.id).toMatch(/^2017-10-01T00:00:00\.000Z-0000-[0-9a-f]{16}$/);
});

function without(source: DossierSource, slug: string, entry: number): DossierSource {
  const issues = source.issues.map((issue) =>
    issue.slug === slug
      ? { ...issue, history: issue.history.filter((_, i) => i !== entry) }
      : issue,
  );
  return { ...source, issues };
}

test('taking an entry out of the source takes its event away and changes no other id', () => {
  const fewer = seedEvents(without(usIndia, 'section-232-duties', 1));
  const ids = new Set(fewer.map(({ id }) => id));
  const gone = events.filter(({ id }) => !ids.has(id));
  expect(fewer).toHaveLength(events.length - 1);
  expect(gone).toMatchObject([{ type: 'annotation.added.v1', at: '2025-03-12T00:00:00.000Z' }]);
});

test('taking a whole issue out changes no other id', () => {
  const issues = usIndia.issues.filter(({ slug }) => slug !== 'gsp-restoration');
  const ids = new Set(seedEvents({ ...usIndia, issues }).map(({ id }) => id));
  const gone = events.filter(({ id }) => !ids.has(id));
  const about = events.filter(({ subject }) => subject === 'issue:gsp-restoration');
  expect(about.length).toBeGreaterThan(2);
  expect(gone).toEqual(about);
});

test('a passage that is not in its document, and two entries at one moment, are refused', () => {
  const [first, ...others] = usIndia.issues;
  if (!first) throw new Error('The dossier has no issues');
  const misread = { ...first, evidence: [{ document: 'press-note-2', exact: 'never said' }] };
  expect(() => seedEvents({ ...usIndia, issues: [misread, ...others] })).toThrow('never said');
  const note = { on: '2020-01-01', note: 'Once' };
  const doubled = { ...first, history: [...first.history, note, note] };
  expect(() => seedEvents({ ...usIndia, issues: [doubled, ...others] })).toThrow('give one a time');
});

test('the notes that the facts ask for are there', () => {
  const notesOf = (slug: string) =>
    (today.board.issues.get(`issue:${slug}`)?.annotations ?? []).map(
      ({ at, text }) => `${at.slice(0, 10)} ${text}`,
    );
  expect(notesOf('section-232-duties')).toContainEqual(expect.stringMatching(/^2025-05-09 .*WTO/));
  expect(notesOf('digital-services-levies')).toContainEqual(expect.stringContaining('levy of 6 %'));
  expect(notesOf('medical-device-access')).toContainEqual(expect.stringContaining('first day'));
});
