/** What a file is, by what it holds: people rename files, and programs name them as they like. */
import * as v from 'valibot';
import { isArchive } from './archive.ts';
import { decodeText, type Encoding } from './text-encoding.ts';

/** What is known and cannot be read here. */
export type StrangeKind =
  | 'empty'
  | 'image'
  | 'pdf'
  | 'zip'
  | 'text-document'
  | 'open-document'
  /** A container of Office files before 2007, in which encrypted ones of today are kept, too. */
  | 'old-office'
  /** Data of another program. */
  | 'json'
  | 'json-cut'
  | 'binary';

export type FileKind =
  | { readonly kind: 'archive' }
  | { readonly kind: 'spreadsheet' }
  | { readonly kind: 'trello'; readonly data: unknown }
  | { readonly kind: 'page'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: 'strange'; readonly strange: StrangeKind };

export function kindOfFile(bytes: Uint8Array): FileKind {
  const magic = strangeMagic(bytes);
  if (magic === 'zip') return zipKind(bytes);
  if (magic !== null) return { kind: 'strange', strange: magic };
  if (isArchive(bytes)) return { kind: 'archive' };
  const { text, encoding } = decodeText(bytes);
  const begin = text.slice(0, looked).trimStart();
  if (begin === '' && text.trim() === '') return { kind: 'strange', strange: 'empty' };
  if (isBinary(text)) return { kind: 'strange', strange: 'binary' };
  if (/^[{[]\s*["{[\]}]/.test(begin)) return jsonKind(text);
  if (/^<(?:!doctype|html|head|meta|body|table|\?xml|!--)/i.test(begin) && /<table/i.test(text)) {
    return { kind: 'page', text };
  }
  return { kind: 'text', text, encoding };
}

/** Characters at the beginning of a text that are looked at. */
const looked = 4_096;

type Magic = readonly [bytes: string, kind: StrangeKind];

/** What files begin with, a character for each byte. */
const magics: readonly Magic[] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'old-office'],
  ['%PDF-', 'pdf'],
  ['\x89PNG\r\n\x1a\n', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['BM', 'image'],
  ['II*\0', 'image'],
  ['MM\0*', 'image'],
  ['\x1f\x8b', 'binary'],
  ['7z\xbc\xaf', 'binary'],
  ['Rar!', 'binary'],
];

function strangeMagic(bytes: Uint8Array): StrangeKind | null {
  if (bytes.length === 0) return 'empty';
  const begin = String.fromCharCode(...bytes.subarray(0, 16));
  if (begin.startsWith('RIFF') && begin.slice(8, 12) === 'WEBP') return 'image';
  // A table may begin with these two letters; a picture says its size after them, whose upper bytes are empty.
  const isBitmap = (text: string) => text !== 'BM' || begin.slice(6, 10) === '\0\0\0\0';
  return magics.find(([text]) => begin.startsWith(text) && isBitmap(text))?.[1] ?? null;
}

/** At the end of every such file stand the names of what is in it; this many bytes are enough for those asked for. */
const listLength = 65_536;

function zipKind(bytes: Uint8Array): FileKind {
  const ends = [bytes.subarray(0, listLength), bytes.subarray(-listLength)];
  const names = ends.map((end) => new TextDecoder('windows-1252').decode(end)).join('');
  if (names.includes('xl/workbook')) return { kind: 'spreadsheet' };
  if (names.includes('word/document')) return { kind: 'strange', strange: 'text-document' };
  if (names.includes('application/vnd.oasis.opendocument')) {
    return { kind: 'strange', strange: 'open-document' };
  }
  return { kind: 'strange', strange: 'zip' };
}

/** One in so many characters; a table may hold a stray one. */
const mostControls = 0.01;

function isBinary(text: string): boolean {
  const begin = text.slice(0, looked);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const controls = begin.match(/[\0-\x08\x0e-\x1f\ufffd]/g)?.length ?? 0;
  return controls > begin.length * mostControls + 1;
}

const board = v.looseObject({
  lists: v.array(v.looseObject({ id: v.string() })),
  cards: v.array(v.looseObject({ id: v.string() })),
});

function jsonKind(text: string): FileKind {
  try {
    const data: unknown = JSON.parse(text);
    return v.is(board, data) ? { kind: 'trello', data } : { kind: 'strange', strange: 'json' };
  } catch {
    return { kind: 'strange', strange: 'json-cut' };
  }
}
