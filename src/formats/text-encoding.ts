/**
 * Bytes as text, in whichever of the encodings in use they are: UTF-8 and UTF-16, with a byte order mark or without, and
 * Windows-1252, which older programs write. Every text of one of the first two is told for certain, or nearly so; what is
 * neither is taken for the last, in which every byte means something.
 */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

export function decodeText(bytes: Uint8Array): DecodedText {
  const told = markOf(bytes) ?? pairsOf(bytes);
  if (told !== null) return { text: new TextDecoder(told).decode(bytes), encoding: told };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

function markOf([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** Bytes that are looked at, and the part of their pairs in which a letter leaves a byte empty, from which it is told. */
const looked = 4_096;
const enough = 0.3;

/** Without a mark: in UTF-16 every other byte of most letters, of commas and of line ends is 0, and no other is. */
function pairsOf(bytes: Uint8Array): Encoding | null {
  const pairs = Math.floor(Math.min(bytes.length, looked) / 2);
  let first = 0;
  let second = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0) first += 1;
    if (bytes[at + 1] === 0) second += 1;
  }
  if (second > pairs * enough && first === 0) return 'utf-16le';
  if (first > pairs * enough && second === 0) return 'utf-16be';
  return null;
}
