/** Parties by name. Names come from the platform's own country list, so no dossier's countries are hard-coded. */
import type { PartyCode } from '#src/domain/ids.ts';
import { ask, asks, partyInFull, partyInText, shortParty, whose } from './compiled/vocabulary.ts';
import { inLanguage } from './language.ts';

const long = inLanguage(
  (tag) => new Intl.DisplayNames([tag], { type: 'region', fallback: 'code' }),
);
const short = inLanguage(
  (tag) => new Intl.DisplayNames([tag], { type: 'region', style: 'short', fallback: 'code' }),
);

/** `US` → “United States”. */
export function partyName(code: PartyCode): string {
  return long().of(code) ?? code;
}

/** `US` → “US”, `IN` → “India”: as short as the platform has it, and “EU”, which it writes out. */
export function shortPartyName(code: PartyCode): string {
  return shortParty({ code, name: short().of(code) ?? code });
}

/** `US` → “United States (US)”, `IN` → “India”: the name, and what it is shortened to elsewhere. */
export function fullPartyName(code: PartyCode): string {
  const [name, shortened] = [partyName(code), shortPartyName(code)];
  return name === shortened ? name : partyInFull({ name, short: shortened });
}

/** `US` → “US ask”. */
export function askOf(code: PartyCode): string {
  return ask({ party: shortPartyName(code) });
}

/** `US` → “US asks”. */
export function asksOf(code: PartyCode): string {
  return asks({ party: shortPartyName(code) });
}

/** Within a sentence: `US` → “the United States”, `IN` → “India”. */
export function fullPartyInText(code: PartyCode): string {
  return partyInText({ code, party: partyName(code) });
}

/** The same in short: `GB` → “the UK”. */
export function shortPartyInText(code: PartyCode): string {
  return partyInText({ code, party: shortPartyName(code) });
}

/** `GB` → “the UK’s”, `IN` → “India’s”, `PH` → “the Philippines’”. */
export function whoseShort(code: PartyCode): string {
  return whose({ code, party: shortPartyName(code) });
}
