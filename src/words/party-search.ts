/**
 * Finding a party by what people call it: its name in the page's language, long or short, its code, or one of the other
 * names in use: “UK” and “Great Britain” find `GB`, “Bharat” finds `IN`.
 */
import type { PartyCode } from '#src/domain/ids.ts';
import { partyCodes } from '#src/domain/party-codes.ts';
import { searchText } from '#src/domain/search-text.ts';
import { inLanguage } from './language.ts';
import { partyName, shortPartyName } from './parties.ts';

/** What else they are called in the news and in tables: other short names, old names, names of their own. */
const otherNames: Readonly<Record<PartyCode, readonly string[]>> = {
  AE: ['UAE', 'Emirates'],
  AT: ['Österreich'],
  BA: ['Bosnia-Herzegovina'],
  BE: ['België', 'Belgique'],
  BO: ['Plurinational State of Bolivia'],
  BR: ['Brasil'],
  CD: ['DRC', 'DR Congo', 'Democratic Republic of the Congo', 'Zaire'],
  CG: ['Republic of the Congo'],
  CH: ['Schweiz', 'Suisse'],
  CI: ['Ivory Coast'],
  CN: ['PRC', 'People’s Republic of China', 'Mainland China', 'Zhongguo'],
  CV: ['Cape Verde'],
  CZ: ['Czech Republic'],
  DE: ['Deutschland', 'FRG'],
  ES: ['España'],
  EU: ['European Union', 'European Communities', 'European Commission', 'Europe'],
  FK: ['Malvinas'],
  FM: ['FSM', 'Federated States of Micronesia'],
  FI: ['Suomi'],
  GB: ['UK', 'Great Britain', 'Britain', 'U.K.', 'England'],
  GR: ['Hellas', 'Hellenic Republic'],
  HK: ['Hong Kong SAR'],
  HU: ['Magyarország'],
  ID: ['Republic of Indonesia'],
  IE: ['Éire', 'Republic of Ireland'],
  IN: ['Bharat', 'Republic of India'],
  IR: ['Islamic Republic of Iran', 'Persia'],
  IT: ['Italia'],
  JP: ['Nippon', 'Nihon'],
  KP: ['DPRK', 'Democratic People’s Republic of Korea'],
  KR: ['ROK', 'Republic of Korea', 'Korea'],
  LA: ['Lao PDR'],
  MK: ['Macedonia', 'FYROM'],
  MM: ['Burma'],
  MO: ['Macau'],
  MX: ['México'],
  NL: ['Holland', 'Nederland'],
  NO: ['Norge'],
  NZ: ['Aotearoa'],
  PH: ['Pilipinas'],
  PL: ['Polska'],
  PS: ['State of Palestine'],
  RU: ['Russian Federation'],
  SA: ['KSA'],
  SE: ['Sverige'],
  SY: ['Syrian Arab Republic'],
  SZ: ['Swaziland'],
  TL: ['East Timor'],
  TR: ['Türkiye', 'Turkiye'],
  TW: ['Chinese Taipei', 'Separate Customs Territory of Taiwan, Penghu, Kinmen and Matsu', 'ROC'],
  TZ: ['United Republic of Tanzania'],
  US: ['USA', 'U.S.', 'U.S.A.', 'United States of America', 'America'],
  VA: ['Holy See'],
  VE: ['Bolivarian Republic of Venezuela'],
  VN: ['Viet Nam'],
  ZA: ['RSA'],
};

interface Named {
  readonly code: PartyCode;
  readonly name: string;
  /** As they are searched: the code, then names. */
  readonly texts: readonly string[];
}

/** In the alphabet of the page's language. */
const allNamed = inLanguage((tag): readonly Named[] => {
  const { compare } = new Intl.Collator(tag);
  return partyCodes
    .map((code) => {
      const name = partyName(code);
      const names = [code, name, shortPartyName(code), ...(otherNames[code] ?? [])];
      return { code, name, texts: [...new Set(names.map(searchText))] };
    })
    .sort((a, b) => compare(a.name, b.name));
});

/** Best first: what is called exactly that, then what begins so, then a word of it, then what has it anywhere. */
function rankOf({ texts }: Named, sought: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (const text of texts) {
    const place = text.indexOf(sought);
    if (text === sought) best = 0;
    else if (place === 0) best = Math.min(best, 1);
    else if (/\s/.test(text[place - 1] ?? '')) best = Math.min(best, 2);
    else if (place > 0) best = Math.min(best, 3);
  }
  return best;
}

/** All of them for nothing typed, by name; else those that it finds, best first. */
export function findParties(typed: string): readonly PartyCode[] {
  const sought = searchText(typed).trim();
  if (sought === '') return allNamed().map(({ code }) => code);
  return allNamed()
    .map((named) => ({ code: named.code, rank: rankOf(named, sought) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map(({ code }) => code);
}

/** The one that is called exactly that: `the u.s.` → `US`; null where none is, or several are. */
export function partyCalled(text: string): PartyCode | null {
  const sought = searchText(text).trim().replace(/^the /, '');
  const found = allNamed().filter(({ texts }) => texts.includes(sought));
  return found.length === 1 ? (found[0]?.code ?? null) : null;
}
