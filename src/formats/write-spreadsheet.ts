/**
 * Tables as a spreadsheet (XLSX, ECMA-376), a sheet each: headings in bold, kept in view and with filters, texts typed as
 * texts, so that none is ever run as a formula, days and moments as the numbers of days that spreadsheets count, links as
 * links. It is written and packed piece by piece; the same tables give the same bytes.
 */
import { Zip, ZipDeflate } from 'fflate';
import type { Instant } from '#src/domain/instant.ts';
import { cutTo } from '#src/domain/whole-characters.ts';
import { columnLetters } from './column-letters.ts';
import {
  type LinkCell,
  type TimeCell,
  timeText,
  type WrittenCell,
  type WrittenColumn,
  type WrittenTable,
} from './written-table.ts';

/** What spreadsheet programs hold, by Excel's specifications and limits. */
export interface SheetLimits {
  /** In one sheet, the headings among them. What is over goes on in a further sheet. */
  readonly rows: number;
  /** In one sheet. What is over is text without its link. */
  readonly links: number;
  /** In one cell, in UTF-16 code units. What is over is left out, and “…” says so. */
  readonly characters: number;
}

export const excelLimits: SheetLimits = { rows: 1_048_576, links: 65_530, characters: 32_767 };

/** Longest address that Excel opens, in characters. */
const longestAddress = 2_079;
/** Longest name of a sheet. */
const longestName = 31;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Characters that are put together before they are packed, which is what is done in one go. */
const perSlice = 32_768;

/** How hard it is packed, of 9: 6 takes longer, and saves a tenth. */
const level = 3;

/** Any will do, so it is always the same: the first that a ZIP file can say. */
const modified = new Date(1980, 0, 1);

interface Sheet {
  readonly name: string;
  readonly columns: readonly WrittenColumn[];
  /** The headings among them. */
  rows: number;
}

/** Puts the pieces of one part of the file into it. */
interface Part {
  add(xml: string): void;
  end(): void;
}

/** Yields between two slices. */
export function* writeSpreadsheet(
  tables: readonly WrittenTable[],
  limits = excelLimits,
): Generator<void, Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  // Programs that look at how a file begins expect this part first; it is filled when all others are known.
  const types = begin(zip, '[Content_Types].xml');
  const sheets: Sheet[] = [];
  for (const table of tables) yield* writeTable(zip, table, sheets, limits);
  fill(zip, 'xl/workbook.xml', workbook(sheets));
  fill(zip, 'xl/_rels/workbook.xml.rels', workbookRelations(sheets));
  fill(zip, 'xl/styles.xml', styles);
  fill(zip, '_rels/.rels', packageRelation);
  types.add(typesOf(sheets));
  types.end();
  zip.end();
  return joined(pieces);
}

function begin(zip: Zip, name: string): Part {
  const part = new ZipDeflate(name, { level });
  part.mtime = modified;
  zip.add(part);
  const encoder = new TextEncoder();
  return {
    add: (xml) => part.push(encoder.encode(xml)),
    end: () => part.push(new Uint8Array(), true),
  };
}

function fill(zip: Zip, name: string, xml: string): void {
  const part = begin(zip, name);
  part.add(declaration + xml);
  part.end();
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** One table, in as many sheets as it needs. */
function* writeTable(
  zip: Zip,
  { name, columns, rows }: WrittenTable,
  sheets: Sheet[],
  limits: SheetLimits,
): Generator<void> {
  const rest = rows[Symbol.iterator]();
  let next = rest.next();

  function* rowsOf(sheet: Sheet, links: Link[]): Generator<string> {
    yield rowXml(1, columns.map(headingXml));
    for (; next.done !== true && sheet.rows < limits.rows; next = rest.next()) {
      sheet.rows += 1;
      yield rowXml(sheet.rows, cellsXml(next.value, sheet.rows, links, limits));
    }
  }

  do {
    const sheet: Sheet = { name: nameFor(name, sheets), columns, rows: 1 };
    const links: Link[] = [];
    sheets.push(sheet);
    const { length: number } = sheets;
    const part = begin(zip, `xl/worksheets/sheet${number}.xml`);
    part.add(declaration + beginning(columns, number === 1));
    yield* put(part, rowsOf(sheet, links));
    part.add(`</sheetData><autoFilter ref="${extent(sheet)}"/>`);
    if (links.length > 0) yield* put(part, linksXml(links));
    part.add('</worksheet>');
    part.end();
    if (links.length > 0) {
      const related = begin(zip, `xl/worksheets/_rels/sheet${number}.xml.rels`);
      yield* put(related, linkRelations(links));
      related.end();
    }
  } while (next.done !== true);
}

/** Piece by piece, as much in one go as is packed in one. */
function* put(part: Part, pieces: Iterable<string>): Generator<void> {
  let xml = '';
  for (const piece of pieces) {
    xml += piece;
    if (xml.length < perSlice) continue;
    part.add(xml);
    xml = '';
    yield;
  }
  part.add(xml);
}

/** Without what a sheet's name may not hold; with a number after it where there is one of that name. */
function nameFor(wanted: string, sheets: readonly Sheet[]): string {
  const name = wanted.replace(/[[\]:*?/\\]|^'|'$/g, ' ').trim();
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : ` (${number})`;
    const whole = cutTo(name, longestName - end.length) + end;
    const isTaken = sheets.some((sheet) => sheet.name.toLowerCase() === whole.toLowerCase());
    if (!isTaken) return whole;
  }
}

/** The cells that a sheet fills: `A1:L12`. */
function extent({ columns, rows }: Sheet, mark = ''): string {
  const last = columnLetters(Math.max(0, columns.length - 1));
  return `${mark}A${mark}1:${mark}${last}${mark}${rows}`;
}

function beginning(columns: readonly WrittenColumn[], isFirst: boolean): string {
  const widths = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    `<worksheet xmlns="${main}" xmlns:r="${relations}"><sheetViews>` +
    `<sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>`
  );
}

function* linksXml(links: readonly Link[]): Generator<string> {
  yield '<hyperlinks>';
  for (const [i, { cell, place }] of links.entries()) {
    const within = place === '' ? '' : ` location="${escapeXml(place)}"`;
    yield `<hyperlink ref="${cell}" r:id="rId${i + 1}"${within}/>`;
  }
  yield '</hyperlinks>';
}

/** Where the looks stand in `styles`. */
const look = { heading: 1, text: 2, day: 3, moment: 4, link: 5 } as const;

function rowXml(row: number, cells: readonly string[]): string {
  return `<row r="${row}">${cells.join('')}</row>`;
}

function headingXml({ name }: WrittenColumn, column: number): string {
  return textXml(`${columnLetters(column)}1`, look.heading, name);
}

function cellsXml(
  cells: readonly WrittenCell[],
  row: number,
  links: Link[],
  limits: SheetLimits,
): string[] {
  return cells.map((cell, column) => {
    const place = `${columnLetters(column)}${row}`;
    if (cell === null || cell === '') return '';
    if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
    if (typeof cell === 'string') return textXml(place, look.text, within(cell, limits));
    return cell.kind === 'link' ? linkXml(place, cell, links, limits) : timeXml(place, cell);
  });
}

function within(text: string, { characters }: SheetLimits): string {
  return text.length <= characters ? text : `${cutTo(text, characters - 1)}…`;
}

function textXml(place: string, style: number, text: string): string {
  const keeps = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t${keeps}>${escapeText(text)}</t></is></c>`;
}

function timeXml(place: string, time: TimeCell): string {
  const days = dayNumber(time.at);
  if (days === null) return textXml(place, look.text, timeText(time));
  return `<c r="${place}" s="${look[time.kind]}"><v>${days}</v></c>`;
}

const zeroDay = Date.UTC(1899, 11, 30);
/** Before March 1900 spreadsheets disagree on what a number of days is, or have none. */
const firstAgreed = 61;

/**
 * Days since 30 December 1899, in UTC, to the second: of a part of one, some programs show the next second and some do not.
 * Rounded up to a tenth of a millisecond, so that none takes it for the end of the second before.
 */
function dayNumber(at: Instant): number | null {
  const seconds = Math.floor((Date.parse(at) - zeroDay) / 1_000);
  const days = Math.ceil((seconds / 86_400) * 1e9) / 1e9;
  return days < firstAgreed ? null : days;
}

interface Link {
  /** `B2` */
  readonly cell: string;
  readonly target: string;
  /** What stands after `#`. */
  readonly place: string;
}

function linkXml(cell: string, link: LinkCell, links: Link[], limits: SheetLimits): string {
  const text = within(link.text, limits);
  const address = addressOf(link.address);
  if (address === null || links.length >= limits.links) return textXml(cell, look.text, text);
  links.push({ cell, ...address });
  return textXml(cell, look.link, text);
}

/** Null for what no link may lead to. */
function addressOf(written: string): Omit<Link, 'cell'> | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if (!/^https?:$/.test(url.protocol) || url.href.length > longestAddress) return null;
  const place = url.hash.slice(1);
  url.hash = '';
  return { target: url.href, place };
}

/** Never in a text of XML 1.0, or read as another character there: half a pair is, for want of anything, taken out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unwritable = /[\0-\x08\x0b-\x1f\ufffe\uffff]/g;
const halfPair = /[\ud800-\udfff]/gu;
/** What would be read as such a character where it was written as it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const looksEscaped = /_(?=x[0-9A-Fa-f]{4}[_\0-\x08\x0b-\x1f\ufffe\uffff])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const suspect = /[&<>"_\0-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]/;

/** A character that XML cannot hold is written as `_x0007_`, a text that looks so as `_x005F_x0007_` (ECMA-376, 22.9.2.19). */
function escapeText(text: string): string {
  if (!suspect.test(text)) return text;
  const safe = text
    .replace(halfPair, '\ufffd')
    .replace(looksEscaped, '_x005F_')
    .replace(unwritable, (sign) => {
      const code = sign.charCodeAt(0).toString(16).toUpperCase();
      return `_x${code.padStart(4, '0')}_`;
    });
  return escapeXml(safe);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

function workbook(sheets: readonly Sheet[]): string {
  const listed = sheets.map(
    ({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  // What its filter covers is kept twice: where it is shown, and here.
  const filters = sheets.map((sheet, i) => {
    const name = `'${sheet.name.replaceAll("'", "''")}'`;
    const cells = `${escapeXml(name)}!${extent(sheet, '$')}`;
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${cells}</definedName>`;
  });
  return (
    `<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${listed.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`
  );
}

function workbookRelations(sheets: readonly Sheet[]): string {
  const listed = sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  return relationList([...listed, relation(sheets.length + 1, 'styles', 'styles.xml')]);
}

function* linkRelations(links: readonly Link[]): Generator<string> {
  yield declaration + relationsBegin;
  for (const [i, { target }] of links.entries()) {
    yield relation(i + 1, 'hyperlink', target, ' TargetMode="External"');
  }
  yield relationsEnd;
}

function relation(number: number, type: string, target: string, mode = ''): string {
  return `<Relationship Id="rId${number}" Type="${relations}/${type}" Target="${escapeXml(target)}"${mode}/>`;
}

const relationsBegin = `<Relationships xmlns="${packageRelations}">`;
const relationsEnd = '</Relationships>';

function relationList(listed: readonly string[]): string {
  return relationsBegin + listed.join('') + relationsEnd;
}

const packageRelation = relationList([relation(1, 'officeDocument', 'xl/workbook.xml')]);

function typesOf(sheets: readonly Sheet[]): string {
  const own = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${own}.${type}+xml"/>`;
  return (
    `${declaration}<Types xmlns="${contentTypes}">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('workbook', 'sheet.main') +
    part('styles', 'styles') +
    sheets.map((_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet')).join('') +
    '</Types>'
  );
}

/** Dates as ISO 8601 has them, whatever the program's language; a text stays one where it is typed over (`49`). */
const styles =
  `<styleSheet xmlns="${main}"><numFmts count="2">` +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss&quot; UTC&quot;"/></numFmts>' +
  '<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
  '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="6">${[
    [0, 0],
    [49, 1],
    [49, 0],
    [164, 0],
    [165, 0],
    [49, 2],
  ]
    .map(
      ([format, font]) =>
        `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
    )
    .join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
