// @vitest-environment node
/** Texts being written, case by case: two tabs, a crash, a slow disk, a full device, and what strangers leave there. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeStorage, refuse } from '#tests/storage/fake-storage.ts';
import { wireEvent } from '#tests/storage/wire-events.ts';
import { browser, draftNames, settled, textOf } from './draft-world.ts';

test('two tabs write the same note side by side; saving in one leaves the other’s, also after a reload', async () => {
  const world = browser();
  const [one, two] = [world.open(), world.open()];
  const [name] = draftNames;
  one.drafts.write(name, 'From the first');
  two.drafts.write(name, 'From the second');
  one.drafts.saved(name, 'From the first', 'the rest');
  world.close(two);
  const again = world.open(two.id);
  await settled();
  expect(textOf(again, name)).toBe('From the second');
  await one.drafts.claim(name);
  expect(textOf(one, name)).toBeUndefined();
});

test('what a crashed tab left is handed to one of two tabs that ask at the same moment', async () => {
  const world = browser();
  const [name] = draftNames;
  const crashed = world.open();
  crashed.drafts.write(name, 'Half a thou');
  world.close(crashed);
  const [one, two] = [world.open(), world.open()];
  await Promise.all([one.drafts.claim(name), two.drafts.claim(name)]);
  const shown = [one, two].map((page) => textOf(page, name));
  expect(shown.filter((text) => text === 'Half a thou')).toHaveLength(1);
  expect(await two.drafts.isLeft(name)).toBe(false);
});

test('a second text left under one name waits for its turn, and a copy of the first is dropped', async () => {
  const world = browser();
  const [name] = draftNames;
  for (const text of ['First', 'Second', 'First']) {
    const page = world.open();
    page.drafts.write(name, text);
    world.close(page);
  }
  const page = world.open();
  await page.drafts.claim(name);
  expect(textOf(page, name)).toBe('First');
  await page.drafts.claim(name);
  expect(textOf(page, name)).toBe('First');
  page.drafts.write(name, null);
  expect(await page.drafts.isLeft(name)).toBe(true);
  await page.drafts.claim(name);
  expect(textOf(page, name)).toBe('Second');
  page.drafts.write(name, null);
  expect(await page.drafts.isLeft(name)).toBe(false);
});

test('what is typed while a text is being saved stays: what follows it, or the whole', () => {
  const page = browser().open();
  const [note, edit] = draftNames;
  page.drafts.write(note, 'Sent');
  page.drafts.write(note, 'Sent and more');
  expect(page.drafts.saved(note, 'Sent', 'the rest')).toBe(false);
  expect(textOf(page, note)).toBe('and more');
  page.drafts.write(edit, 'Sent and more');
  expect(page.drafts.saved(edit, 'Sent', 'the whole')).toBe(false);
  expect(textOf(page, edit)).toBe('Sent and more');
});

test('a text stays on the device until the record of it is on disk', async () => {
  const world = browser();
  const [name] = draftNames;
  const page = world.open();
  page.drafts.write(name, 'On its way');
  page.state.setState({ unwritten: [wireEvent(1)] });
  page.drafts.saved(name, 'On its way', 'the rest');
  expect(textOf(page, name)).toBeUndefined();
  page.state.setState({ writeFailure: { code: 'store-full' } });
  expect(world.storage.length).toBe(1);
  page.state.setState({ unwritten: [], writeFailure: null });
  expect(world.storage.length).toBe(0);
});

test('a full device, and one that keeps nothing, lose nothing while the page lives, and do not say otherwise', async () => {
  const [name] = draftNames;
  const full = fakeStorage();
  const world = browser(full);
  const crashed = world.open();
  crashed.drafts.write(name, 'Left');
  world.close(crashed);
  const page = world.open();
  full.setItem = refuse;
  await page.drafts.claim(name);
  expect(textOf(page, name)).toBe('Left');
  page.drafts.write(name, 'Left, and longer');
  const { texts } = page.drafts.store.getState();
  expect(texts.get(name)).toMatchObject({ text: 'Left, and longer', isOnDevice: false });
  const blocked = { getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse };
  const alone = browser(fakeStorage({ ...blocked })).open();
  alone.drafts.write(name, 'In memory');
  await alone.drafts.claim(name);
  expect(textOf(alone, name)).toBe('In memory');
});

test('whatever a stranger has put there is read without harm', async () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('[[[['.repeat(2_000), '7', '7 ', '-1 a', `${'9'.repeat(40)} a`, '\ud800'),
  );
  const [name] = draftNames;
  const key = fc.constantFrom(
    `parley.draft/us-india/${name}/gone`,
    `parley.draft/us-india/${name}/gone.7`,
    `parley.draft/us-india/${name}`,
    `parley.draft/us-india/${name}/a/b`,
    'parley.draft/us-india///',
    `parley.draft.us-india.${name}`,
    'parley.draft.us-india.',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(key, value), { maxLength: 6 }), async (entries) => {
      const world = browser();
      for (const [place, text] of entries) world.storage.setItem(place, text);
      const page = world.open('gone');
      await settled();
      await page.drafts.claim(name);
      const shown = textOf(page, name);
      expect(typeof shown === 'string' || shown === undefined).toBe(true);
      page.drafts.write(name, 'Mine');
      expect(textOf(page, name)).toBe('Mine');
    }),
  );
}, 60_000);
