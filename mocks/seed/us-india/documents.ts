/**
 * The report on which the US–India dossier is built, as a digest in the project's own words: its facts, and
 * no more. The only words that somebody said are those in quotation marks. Issues take passages from it word for
 * word, so a change here may have to be made in `issues.ts` too.
 */
import type { DocumentSource } from '../dossier-source.ts';

export const report: DocumentSource = {
  slug: 'white-house-on-trade-talks',
  title: 'White House on the US–India trade talks',
  publisher: 'a news publisher not named here',
  kind: 'digest',
  published: '2025-11-05',
  on: '2025-11-05',
  paragraphs: [
    'The US President and the Indian Prime Minister are in frequent contact, according to the White House. Its spokesperson said that the President has “great respect” for the Prime Minister. A good relationship between the two is expected to make it easier to settle what is in dispute and to widen the economic partnership.',
    'Trade teams from both governments are negotiating intensively, with a significant agreement as their goal. At the centre are the tariff and non-tariff barriers that have weighed on trade between the two countries in recent years.',
    'India wants its place in the Generalized System of Preferences (GSP) back, which would let certain Indian goods into the United States free of duty. The United States wants wider access to the Indian market, first of all for farm products and for medical devices.',
    'The negotiations are said to be serious and complex. Intellectual property rights, e-commerce policies and rules on data localisation are on the table too; the report leaves open which side has raised them.',
    'The aim is a framework that serves the two economies and meets the concerns of industry in each. A deal would also bring the countries closer in defence, in technology and in the economy at large. The report is hopeful in tone and names no date.',
  ],
  notes: [
    {
      on: '2025-11-05',
      note: 'A news report from Washington. It has no address here.',
    },
  ],
};
