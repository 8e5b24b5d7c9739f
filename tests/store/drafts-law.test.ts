// @vitest-environment node
/**
 * Whatever several tabs do, in any order (open, type, save, cancel, reload, duplicate, close), no text that is neither
 * saved nor discarded is ever out of reach, none is in two living tabs, and none is saved twice.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wireEvent } from '#tests/storage/wire-events.ts';
import { browser, draftNames, type Page, settled, textOf } from './draft-world.ts';

type Op =
  | { readonly kind: 'open' | 'duplicate' | 'reload' | 'close' | 'written'; readonly tab: number }
  | {
      readonly kind: 'look' | 'type' | 'save' | 'save slowly' | 'cancel';
      readonly tab: number;
      readonly name: string;
    };

const ops = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('open', 'duplicate', 'reload', 'close', 'written'),
      tab: fc.nat(3),
    }),
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('look', 'type', 'type', 'save', 'save slowly', 'cancel'),
        tab: fc.nat(3),
        name: fc.constantFrom(...draftNames),
      }),
    },
  ),
  { minLength: 5, maxLength: 60 },
) satisfies fc.Arbitrary<Op[]>;

/** What must be true, kept beside the pages: texts by their words, each typed once. */
interface Model {
  /** Typed, and neither saved, discarded nor typed over. */
  readonly open: Set<string>;
  readonly saved: string[];
  /** Recorded by a page, and on its way to disk. */
  readonly sent: Map<string, string[]>;
}

test('no text is lost, in two tabs or saved twice, in any order of what tabs can do', async () => {
  const tried = { handedOn: 0, left: 0, recovered: 0, duplicated: 0 };
  await fc.assert(
    fc.asyncProperty(ops, fc.boolean(), async (steps, hasOld) => {
      const world = browser();
      const model: Model = { open: new Set(), saved: [], sent: new Map() };
      if (hasOld) {
        world.storage.setItem(`parley.draft.us-india.${draftNames[0]}`, 'of the first version');
        model.open.add('of the first version');
      }
      const pages: Page[] = [world.open()];
      let typed = 0;
      const die = (page: Page) => {
        world.close(page);
        // What did not reach the disk has not been saved.
        for (const text of model.sent.get(page.id) ?? []) model.open.add(text);
        if (model.sent.delete(page.id)) tried.recovered += 1;
      };
      for (const step of steps) {
        const at = step.tab % Math.max(1, pages.length);
        const page = pages[at];
        if (step.kind === 'open' || !page) {
          pages.push(world.open());
        } else if (step.kind === 'duplicate') {
          pages.push(world.open(page.id));
          tried.duplicated += 1;
        } else if (step.kind === 'reload') {
          die(page);
          pages[at] = world.open(page.id);
        } else if (step.kind === 'close') {
          die(page);
          pages.splice(at, 1);
          if (page.drafts.store.getState().texts.size > 0) tried.left += 1;
        } else if (step.kind === 'written') {
          model.saved.push(...(model.sent.get(page.id) ?? []));
          model.sent.delete(page.id);
          page.state.setState({ unwritten: [] });
        } else if ('name' in step) {
          const { name } = step;
          const text = textOf(page, name);
          if (step.kind === 'look') {
            await page.drafts.claim(name);
            if (text === undefined && textOf(page, name) !== undefined) tried.handedOn += 1;
          } else if (step.kind === 'type') {
            typed += 1;
            if (text !== undefined) model.open.delete(text);
            page.drafts.write(name, `text ${typed}.`);
            model.open.add(`text ${typed}.`);
          } else if (text !== undefined) {
            model.open.delete(text);
            if (step.kind === 'cancel') {
              page.drafts.write(name, null);
            } else if (step.kind === 'save' && page.state.getState().unwritten.length === 0) {
              model.saved.push(text);
              expect(page.drafts.saved(name, text, 'the rest')).toBe(true);
            } else {
              page.state.setState({ unwritten: [wireEvent(1)] });
              model.sent.set(page.id, [...(model.sent.get(page.id) ?? []), text]);
              page.drafts.saved(name, text, 'the rest');
            }
          }
        }
        await settled();
        const shown = pages.flatMap((living) => [...living.drafts.store.getState().texts.values()]);
        const words = shown.map(({ text }) => text);
        expect(new Set(words).size, 'in one living tab').toBe(words.length);
        for (const text of words)
          expect(model.open, 'what is shown is not done with').toContain(text);
      }
      expect(new Set(model.saved).size, 'saved once').toBe(model.saved.length);
      for (const page of pages) die(page);
      expect(await everythingLeft(world), 'all is in reach').toEqual(model.open);
      const rest = Array.from({ length: world.storage.length }, (_, i) => world.storage.key(i));
      expect(rest, 'nothing stays behind').toEqual([]);
    }),
    { numRuns: 300 },
  );
  for (const count of Object.values(tried)) expect(count).toBeGreaterThan(20);
}, 60_000);

/** What a new tab finds by opening each box and emptying it, as often as there is something in it. */
async function everythingLeft(world: ReturnType<typeof browser>): Promise<Set<string>> {
  const found = new Set<string>();
  const page = world.open();
  await settled();
  for (const name of draftNames) {
    for (;;) {
      await page.drafts.claim(name);
      const text = textOf(page, name);
      if (text === undefined) break;
      found.add(text);
      page.drafts.write(name, null);
    }
  }
  return found;
}
