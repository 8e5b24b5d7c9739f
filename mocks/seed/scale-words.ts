/** The words of the synthetic dossiers: plausible in shape, and about no real demand of anyone. */
import { pick, type Random } from './random.ts';

const measures = [
  'Tariff lines on',
  'Quota for',
  'Import licences for',
  'Customs valuation of',
  'Labelling rules for',
  'Conformity assessment of',
  'Sanitary certificates for',
  'Residue limits in',
  'Public procurement of',
  'Price ceilings on',
  'Patent term for',
  'Data exclusivity for',
  'Local content rules for',
  'Export support for',
  'Licensing of',
  'Inspection fees on',
] as const;

const goods = [
  'almonds and walnuts',
  'apples and pears',
  'pulses',
  'dairy preparations',
  'ethanol',
  'cotton yarn',
  'leather footwear',
  'shrimp',
  'basmati rice',
  'spices',
  'steel tubes',
  'aluminium foil',
  'solar cells',
  'medical imaging equipment',
  'generic medicines',
  'motorcycles',
  'telecom equipment',
  'cloud services',
  'express delivery',
  'insurance services',
  'legal services',
  'film distribution',
  'gems and jewellery',
  'pesticides',
] as const;

const sentences = [
  'The request was put in writing and no reply has been published.',
  'Both delegations exchanged lists; the gaps are said to be few.',
  'The rate in question applies above a yearly quantity.',
  'An industry body asks for a longer transition.',
  'The technical group has met twice and will meet again.',
  'A notification is awaited before the text can be closed.',
  'The wording on equivalence is still in brackets.',
  'One side offers a phased cut over five years.',
  'The schedule depends on how the line is classified.',
  'Officials describe the positions as close.',
] as const;

const words = [
  'agriculture',
  'industry',
  'health',
  'standards',
  'tariffs',
  'services',
  'digital',
  'quota',
  'customs',
  'small firms',
] as const;

export function titleText(random: Random, index: number): string {
  return `${pick(random, measures)} ${pick(random, goods)}, line ${index + 1}`;
}

function sentencesText(random: Random, most: number): string {
  const count = 1 + Math.floor(random() * most);
  return Array.from({ length: count }, () => pick(random, sentences)).join(' ');
}

export function summaryText(random: Random): string {
  return sentencesText(random, 3);
}

export function noteText(random: Random): string {
  return sentencesText(random, 2);
}

export function tagsText(random: Random): readonly string[] {
  return [...new Set([pick(random, words), pick(random, words)])];
}
