/**
 * Work without a wall clock: how often a text is looked at, letter by letter or by a search, while something runs. What
 * reads a text again and again shows in it, on any machine, however busy.
 */
const looks = {
  string: [
    ...([
      'charAt',
      'charCodeAt',
      'codePointAt',
      'startsWith',
      'endsWith',
      'includes',
      'slice',
    ] as const),
    ...(['substring', 'match', 'matchAll', 'replace', 'split', 'trim', 'toLowerCase'] as const),
  ],
  pattern: ['exec', 'test'] as const,
};

export function countSteps(work: () => void): number {
  let steps = 0;
  const restores = [
    ...looks.string.map((name) => watch(String.prototype, name, () => (steps += 1))),
    ...looks.pattern.map((name) => watch(RegExp.prototype, name, () => (steps += 1))),
    // A search goes over all that lies between.
    watch(String.prototype, 'indexOf', (found, [, from], text) => {
      const end = found === -1 ? String(text).length : Number(found);
      steps += 1 + Math.max(0, end - Number(from ?? 0));
    }),
  ];
  try {
    work();
  } finally {
    for (const restore of restores) restore();
  }
  return steps;
}

type OnCall = (result: unknown, args: readonly unknown[], subject: unknown) => void;

function watch(prototype: object, name: string, onCall: OnCall): () => void {
  const original = Object.getOwnPropertyDescriptor(prototype, name);
  if (!original) throw new Error(`There is no ${name} to watch`);
  const run: unknown = original.value;
  if (typeof run !== 'function') throw new Error(`${name} is no method`);
  Object.defineProperty(prototype, name, {
    ...original,
    value: function watched(this: unknown, ...args: unknown[]): unknown {
      const result: unknown = Reflect.apply(run, this, args);
      onCall(result, args, this);
      return result;
    },
  });
  return () => Object.defineProperty(prototype, name, original);
}
