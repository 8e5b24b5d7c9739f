/** The brief of what is shown, as it is handed on. It brings the parser of Markdown along, so it is loaded when asked for. */
import type { ReactNode } from 'react';
import type { Brief, ShownTable } from '#src/commands/command.ts';
import { briefOfShown } from '#src/features/brief/brief-of.ts';
import { BriefSheet } from '#src/features/brief/brief-sheet.tsx';
import { plainTextOf } from '#src/features/issue/plain-markdown.ts';
import { inSlices, type Pause } from '#src/store/slices.ts';
import { viewAddress } from '#src/store/view.ts';
import { type Block, briefHtml, briefMarkdown } from '#src/words/brief.ts';

interface BriefMeans {
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Whatever page of this app is shown. */
  readonly here: string;
  readonly pause: Pause;
}

export async function briefOf(shown: ShownTable, means: BriefMeans): Promise<Brief> {
  const blocks = await blocksOf(shown, means);
  return { text: briefMarkdown(blocks), html: briefHtml(blocks) };
}

/** Prints the page with nothing but the brief on it as soon as it is in it; `onPrinted`: it can be taken away. */
export async function briefSheet(
  shown: ShownTable,
  means: BriefMeans,
  onPrinted: () => void,
): Promise<ReactNode> {
  return <BriefSheet blocks={await blocksOf(shown, means)} onPrinted={onPrinted} />;
}

function blocksOf(shown: ShownTable, { now, here, pause }: BriefMeans): Promise<readonly Block[]> {
  const { dossier, view } = shown;
  const { href: address } = new URL(viewAddress(dossier, { ...view, issue: null }), here);
  return inSlices(briefOfShown(shown, { now: now(), address, plain: plainTextOf }), pause);
}
