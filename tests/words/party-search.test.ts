// @vitest-environment node
import { expect, test } from 'vitest';
import { isPartyCode } from '#src/domain/ids.ts';
import { partyCodes } from '#src/domain/party-codes.ts';
import { partyName } from '#src/words/parties.ts';
import { findParties, partyCalled } from '#src/words/party-search.ts';

test('the list is that of ISO 3166-1, with the EU, and the platform has a name for each', () => {
  expect(partyCodes).toHaveLength(250);
  expect(new Set(partyCodes).size).toBe(250);
  for (const code of partyCodes) {
    expect(isPartyCode(code)).toBe(true);
    expect(partyName(code), code).not.toBe(code);
  }
});

test.for<[typed: string, code: string]>([
  ['UK', 'GB'],
  ['Great Britain', 'GB'],
  ['britain', 'GB'],
  ['Bharat', 'IN'],
  ['india', 'IN'],
  ['usa', 'US'],
  ['eu', 'EU'],
  ['korea', 'KR'],
  ['ivory', 'CI'],
  ['turkiye', 'TR'],
  ['  Brazil ', 'BR'],
  ['Guinea', 'GN'],
  ['niger', 'NE'],
])('“%s” finds %s first', ([typed, code]) => {
  expect(findParties(typed)[0]).toBe(code);
});

test('nothing typed finds all, by name; what nobody is called finds none', () => {
  const all = findParties('');
  expect(all).toHaveLength(partyCodes.length);
  expect(all[0]).toBe('AF');
  expect(findParties('Ruritania')).toEqual([]);
});

test.for<[text: string, code: string]>([
  ['United States', 'US'],
  ['the U.S.', 'US'],
  ['U.K.', 'GB'],
  ['DE', 'DE'],
  ['European Union', 'EU'],
  ['Viet Nam', 'VN'],
])('“%s” is what %s is called', ([text, code]) => {
  expect(partyCalled(text)).toBe(code);
});

test.for(['', 'Congo', 'India and others', 'xx'])('“%s” is nobody’s name', (text) => {
  expect(partyCalled(text)).toBe(null);
});

test('every party is called by its own name and code, and by nobody else’s', () => {
  for (const code of partyCodes) {
    expect(partyCalled(code), code).toBe(code);
    expect(partyCalled(partyName(code)), code).toBe(code);
  }
});
