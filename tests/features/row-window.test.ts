// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsInView, rowsToRender } from '#src/ui/row-window.ts';

const layouts = fc
  .record({
    count: fc.integer({ min: 0, max: 3_000 }),
    row: fc.double({ min: 1, max: 200, noNaN: true }),
    start: fc.constantFrom(0, 2, 36, 45),
    view: fc.double({ min: 1, max: 2_000, noNaN: true }),
    overscan: fc.integer({ min: 0, max: 6 }),
    /** From the top, 0, to the bottom, 1; a little beyond both, as where a finger pulls. */
    share: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
    pinned: fc.array(fc.integer({ min: -1, max: 3_100 }), { maxLength: 4 }),
  })
  .map(({ share, pinned, ...layout }) => {
    const way = Math.max(0, layout.start + layout.count * layout.row - layout.view);
    return { layout: { ...layout, scrolled: share * way }, way, pinned };
  });

test('every row in view is rendered, and every pinned one, wherever the list is scrolled', () => {
  fc.assert(
    fc.property(layouts, ({ layout, way, pinned }) => {
      const { count, row, start, view, scrolled } = layout;
      const rendered = new Set(rowsToRender(count, rowsInView(layout), pinned));
      const top = Math.min(Math.max(0, scrolled), way);
      // A hair’s breadth of a row is no row in view.
      const hair = 1e-6;
      for (let index = 0; index < count; index += 1) {
        const above = start + (index + 1) * row <= top + hair;
        const below = start + index * row >= top + view - hair;
        if (!above && !below) expect(rendered).toContain(index);
      }
      for (const index of pinned) {
        if (index >= 0 && index < count) expect(rendered).toContain(index);
      }
    }),
  );
});

test('no more are rendered than are in view, around it and pinned, in order and each once', () => {
  fc.assert(
    fc.property(layouts, ({ layout, pinned }) => {
      const { count, row, view, overscan } = layout;
      const rendered = rowsToRender(count, rowsInView(layout), pinned);
      expect(rendered.length).toBeLessThanOrEqual(
        Math.ceil(view / row) + 1 + 2 * overscan + pinned.length,
      );
      expect(rendered).toEqual([...new Set(rendered)].sort((a, b) => a - b));
      for (const index of rendered) expect(index >= 0 && index < count).toBe(true);
    }),
  );
});

test('a list that is not laid out renders its pinned rows alone', () => {
  const hidden = { count: 500, row: 84, start: 2, scrolled: 900, view: 0, overscan: 4 };
  expect(rowsToRender(500, rowsInView(hidden), [7, -1])).toEqual([7]);
});
