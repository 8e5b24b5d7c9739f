/**
 * Who can be a party: the countries and territories of ISO 3166-1 by their alpha-2 codes, and `EU`, which the standard
 * reserves for the European Union. Their names are the platform's (words/parties.ts).
 *
 * Source: ISO 3166-1:2020, 249 officially assigned codes.
 */
import type { PartyCode } from './ids.ts';

/** By their first letter, the second ones. */
const assigned: Readonly<Record<string, string>> = {
  A: 'DEFGILMOQRSTUWXZ',
  B: 'ABDEFGHIJLMNOQRSTVWYZ',
  C: 'ACDFGHIKLMNORUVWXYZ',
  D: 'EJKMOZ',
  E: 'CEGHRST',
  F: 'IJKMOR',
  G: 'ABDEFGHILMNPQRSTUWY',
  H: 'KMNRTU',
  I: 'DELMNOQRST',
  J: 'EMOP',
  K: 'EGHIMNPRWYZ',
  L: 'ABCIKRSTUVY',
  M: 'ACDEFGHKLMNOPQRSTUVWXYZ',
  N: 'ACEFGILOPRUZ',
  O: 'M',
  P: 'AEFGHKLMNRSTWY',
  Q: 'A',
  R: 'EOSUW',
  S: 'ABCDEGHIJKLMNORSTVXYZ',
  T: 'CDFGHJKLMNORTVWZ',
  U: 'AGMSYZ',
  V: 'ACEGINU',
  W: 'FS',
  Y: 'ET',
  Z: 'AMW',
};

/** By code. */
export const partyCodes: readonly PartyCode[] = [
  'EU',
  ...Object.entries(assigned).flatMap(([first, seconds]) =>
    Array.from(seconds, (second) => `${first}${second}`),
  ),
].sort();
