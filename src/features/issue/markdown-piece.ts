/** What a text in Markdown is made of once it is read: pieces of text and formatting, one in another. */
import { splitAddresses } from './bare-address.ts';

export type Tag =
  | ('p' | 'h5' | 'h6' | 'ul' | 'ol' | 'li' | 'blockquote' | 'strong' | 'em' | 'del')
  | ('table' | 'thead' | 'tbody' | 'tr' | 'th' | 'td');

export interface Formatted {
  readonly kind: 'formatted';
  readonly tag: Tag;
  readonly content: readonly Piece[];
  /** Of an item: its number, where the numbers were chosen by hand. */
  readonly number?: number;
  readonly align?: Align;
}

export interface Link {
  readonly kind: 'link';
  readonly href: string;
  readonly title: string | null;
  readonly content: readonly Piece[];
}

export type Align = 'left' | 'center' | 'right';

export type Piece =
  | string
  | Formatted
  | Link
  | { readonly kind: 'break' | 'rule' }
  | { readonly kind: 'box'; readonly isTicked: boolean }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'block-of-code'; readonly text: string; readonly info: string }
  /** Shown sign by sign as it was typed. */
  | { readonly kind: 'typed'; readonly content: readonly Piece[] };

/** A text with its bare addresses as links. */
export function linked(text: string): Piece[] {
  return splitAddresses(text).map((part) =>
    typeof part === 'string'
      ? part
      : { kind: 'link', href: part.href, title: null, content: [part.text] },
  );
}

/** A text as it was typed; its addresses can be followed all the same. */
export function typed(text: string): Piece {
  return { kind: 'typed', content: linked(text) };
}
