/**
 * The figures: what each is called, what it must reach, and the values of its runs. A figure without a limit is
 * measured to understand another. A value stands for one run; where a run repeats something, for its median.
 */

export type Unit = 'ms' | 'KB' | 'MB' | 'elements' | 'frames' | 'issues';

export interface Figure {
  readonly title: string;
  readonly unit: Unit;
  /** The most it may be; null where nothing is asked of it. */
  readonly limit: number | null;
}

function required(title: string, unit: Unit, limit: number): Figure {
  return { title, unit, limit };
}

function extra(title: string, unit: Unit): Figure {
  return { title, unit, limit: null };
}

/** In the order they are printed. */
export const figures = {
  script: required('JavaScript before the board paints, gzipped', 'KB', 180),
  coldOpen: required('Cold open of the seed dossier, fresh profile', 'ms', 1_000),
  open: required('Open from the local log, snapshot kept', 'ms', 600),
  openComplete: extra('… until the whole log is in memory', 'ms'),
  openFolding: extra('Open from the local log, no snapshot', 'ms'),
  firstOpen: required('First open ever, to the board', 'ms', 3_000),
  firstOpenWhole: extra('… until the whole log is on this device', 'ms'),
  elements: required('DOM elements', 'elements', 1_500),
  heap: required('JavaScript heap, log complete, after collection', 'MB', 80),
  drop: required('Drop to paint', 'ms', 33),
  dropChanged: extra('… to the change in the document', 'ms'),
  dropNext: extra('… to the frame after', 'ms'),
  keystroke: required('Filter keystroke to paint', 'ms', 33),
  keystrokeChanged: extra('… to the change in the document', 'ms'),
  keystrokeNext: extra('… to the frame after', 'ms'),
  keystrokeSlowest: extra('… the slowest of a run', 'ms'),
  keystrokeFirst: extra('… the first since the page was opened', 'ms'),
  undo: required('Undo to paint', 'ms', 33),
  undoChanged: extra('… to the change in the document', 'ms'),
  undoNext: extra('… to the frame after', 'ms'),
  many: required('Moving many selected issues at once, to paint', 'ms', 60),
  manyChanged: extra('… to the change in the document', 'ms'),
  manyNext: extra('… to the frame after', 'ms'),
  manyUndo: required('Undoing that, to paint', 'ms', 60),
  manyUndoChanged: extra('… to the change in the document', 'ms'),
  manyUndoNext: extra('… to the frame after', 'ms'),
  manyCount: extra('… issues that moved', 'issues'),
  drag: required('Longest frame while dragging, with auto-scroll', 'ms', 34),
  dragReported: extra('… as long-animation-frame (0: none over 50)', 'ms'),
  wheel: required('Longest frame while scrolling by wheel', 'ms', 34),
  wheelBlank: extra('… frames without a card in view', 'frames'),
  jump: required('Longest frame while jumping by scrollbar', 'ms', 34),
  jumpBlank: extra('… frames without a card in view', 'frames'),
  asOf: required('Jump to another as-of date: board and view', 'ms', 50),
  asOfBoard: extra('… the board alone', 'ms'),
  asOfFirst: extra('… the first jump since the page was opened', 'ms'),
  fold: required('Fold from nothing, per 100,000 events', 'ms', 200),
  parse: extra('Checking events as they are read, per 100,000', 'ms'),
} as const satisfies Record<string, Figure>;

export type FigureName = keyof typeof figures;

/** Compiles to the names above, in their order. */
export const figureNames = Object.keys(figures).filter((name): name is FigureName =>
  Object.hasOwn(figures, name),
);

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function summaryOf(values: readonly number[]): Summary | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [min] = sorted;
  const max = sorted.at(-1);
  const high = sorted[middle];
  const low = sorted.length % 2 === 1 ? high : sorted[middle - 1];
  if (min === undefined || max === undefined || high === undefined || low === undefined)
    return null;
  return { median: (low + high) / 2, min, max };
}

export function medianOf(values: readonly number[]): number {
  return summaryOf(values)?.median ?? Number.NaN;
}

/** The values of one dossier's figures, and of the reference page's counterparts. */
export class Results {
  readonly #values = new Map<FigureName, number[]>();
  readonly #reference = new Map<FigureName, number[]>();
  /** What could not be measured, a sentence each. */
  readonly problems: string[] = [];

  add(name: FigureName, value: number): void {
    append(this.#values, name, value);
  }

  addReference(name: FigureName, value: number): void {
    append(this.#reference, name, value);
  }

  values(name: FigureName): readonly number[] {
    return this.#values.get(name) ?? [];
  }

  reference(name: FigureName): readonly number[] {
    return this.#reference.get(name) ?? [];
  }
}

function append(into: Map<FigureName, number[]>, name: FigureName, value: number): void {
  const values = into.get(name);
  if (values) values.push(value);
  else into.set(name, [value]);
}
