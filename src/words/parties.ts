/** Parties by name. Names come from the platform's own country list, so no dossier's countries are hard-coded. */
import type { PartyCode } from '#src/domain/ids.ts';
import { ask, asks, partyInFull, shortParty } from './compiled/vocabulary.ts';
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
