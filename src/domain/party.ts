/**
 * Parties by name. Names come from the platform's own country list, so no dossier's countries are hard-coded.
 */
import type { PartyCode } from './ids.ts';

const longNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
const shortNames = new Intl.DisplayNames(['en'], {
  type: 'region',
  style: 'short',
  fallback: 'code',
});

/** `US` → “United States”. */
export function partyName(code: PartyCode): string {
  return longNames.of(code) ?? code;
}

/** `US` → “United States (US)”, `IN` → “India”: the name, and what it is shortened to elsewhere. */
export function fullPartyName(code: PartyCode): string {
  const [name, short] = [partyName(code), shortPartyName(code)];
  return name === short ? name : `${name} (${short})`;
}

/** `US` → “US”, `IN` → “India”: as short as the platform has it. */
export function shortPartyName(code: PartyCode): string {
  return shortNames.of(code) ?? code;
}
