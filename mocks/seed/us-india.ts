/**
 * The first dossier: the trade talks between the United States and India. To edit it, change the documents
 * (`us-india/documents.ts`, `us-india/background.ts`) or the issues (`us-india/issues.ts`): plain data.
 */
import type { DossierSource } from './dossier-source.ts';
import { background } from './us-india/background.ts';
import { report } from './us-india/documents.ts';
import { issues } from './us-india/issues.ts';

export const usIndia: DossierSource = {
  slug: 'us-india',
  title: 'United States – India trade talks',
  parties: ['US', 'IN'],
  summary:
    'What Washington and New Delhi ask of each other on trade, where each request stands and what it rests on. Built on a news report of 5 November 2025, with the background to it.',
  since: '2017-10-01',
  documents: [report, ...background],
  issues,
};
