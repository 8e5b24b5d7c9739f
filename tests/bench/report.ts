/** How figures are shown and kept: tables of aligned text, and the file that `bench/latest.json` is. */
import {
  type FigureName,
  figureNames,
  figures,
  type Results,
  summaryOf,
  type Unit,
} from './figures.ts';

const digits: Readonly<Record<Unit, number>> = {
  ms: 1,
  KB: 1,
  MB: 1,
  elements: 0,
  frames: 0,
  issues: 0,
};

/** What is counted is named by the figure's title. */
function amount(value: number, unit: Unit): string {
  const text = value.toFixed(digits[unit]);
  return digits[unit] === 0 ? text : `${text} ${unit}`;
}

function isReached(median: number, limit: number, unit: Unit): boolean {
  const scale = 10 ** digits[unit];
  return Math.round(median * scale) <= limit * scale;
}

/** One row of the main table. */
function rowOf(results: Results, name: FigureName): string[] | null {
  const { title, unit, limit } = figures[name];
  const own = summaryOf(results.values(name));
  if (own === null) return null;
  const reference = summaryOf(results.reference(name));
  const isComparable = reference !== null && reference.median > 0;
  return [
    title,
    limit === null ? '' : `≤ ${amount(limit, unit).replace('.0', '')}`,
    amount(own.median, unit),
    own.min === own.max ? '' : `${own.min.toFixed(digits[unit])}–${own.max.toFixed(digits[unit])}`,
    reference === null ? '' : amount(reference.median, unit),
    isComparable ? (own.median / reference.median).toFixed(2) : '',
    reached(own.median, limit, unit),
  ];
}

function reached(median: number, limit: number | null, unit: Unit): string {
  if (limit === null) return '';
  return isReached(median, limit, unit) ? 'yes' : 'NO';
}

export function mainTable(results: Results): string {
  const head = ['figure', 'must reach', 'median', 'min–max', 'reference', 'ratio', 'reached'];
  const rows = figureNames.flatMap((name) => {
    const row = rowOf(results, name);
    return row ? [row] : [];
  });
  return table([head, ...rows]);
}

/** One column a dossier, the smallest first. */
export function growthTable(byDossier: ReadonlyMap<string, Results>): string {
  const columns = [...byDossier];
  const head = ['figure', 'must reach', ...columns.map(([dossier]) => dossier)];
  const rows = figureNames.flatMap((name) => {
    const { title, unit, limit } = figures[name];
    const medians = columns.map(([, results]) => summaryOf(results.values(name))?.median);
    if (medians.every((median) => median === undefined)) return [];
    const requirement = limit === null ? '' : `≤ ${amount(limit, unit).replace('.0', '')}`;
    return [[title, requirement, ...medians.map((m) => (m === undefined ? '–' : amount(m, unit)))]];
  });
  return table([head, ...rows]);
}

/** Rows of cells → Markdown, so that it can be kept as it is. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, i) => cell(row[i] ?? '', width, i)).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.slice(1).map(line)].join('\n');
}

function cell(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

/** For `bench/latest.json`. */
export function recordOf(results: Results) {
  return figureNames.flatMap((name) => {
    const values = results.values(name);
    const summary = summaryOf(values);
    if (summary === null) return [];
    const { title, unit, limit } = figures[name];
    const reference = summaryOf(results.reference(name));
    return [
      {
        name,
        title,
        unit,
        limit,
        ...summary,
        values,
        reference: reference && { ...reference, values: results.reference(name) },
        ratio: reference && reference.median > 0 ? summary.median / reference.median : null,
        reached: limit === null ? null : isReached(summary.median, limit, unit),
      },
    ];
  });
}
