/**
 * A profile of what runs in a page while something is measured: the functions that take the most time of their
 * own, as a table, for the figure that is not reached. The build must be a readable one.
 */
import type { CDPSession, Page } from '@playwright/test';

const mostRows = 30;

/** Runs `work` and returns the table of the functions it spent its time in. */
export async function profiled(page: Page, work: () => Promise<unknown>): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Performance.enable');
  const before = await metricsOf(session);
  await session.send('Profiler.start');
  await work();
  const { profile } = await session.send('Profiler.stop');
  const after = await metricsOf(session);
  await session.detach();
  const own = new Map<number, number>();
  for (const [i, id] of (profile.samples ?? []).entries()) {
    own.set(id, (own.get(id) ?? 0) + (profile.timeDeltas?.[i] ?? 0) / 1_000);
  }
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const totals = new Map<string, { own: number; total: number }>();
  const visit = (id: number, above: ReadonlySet<string>): number => {
    const node = nodes.get(id);
    if (!node) return 0;
    const { functionName, url, lineNumber } = node.callFrame;
    const name = `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber + 1}`;
    const self = own.get(id) ?? 0;
    const inside = new Set([...above, name]);
    const below = (node.children ?? []).reduce((sum, child) => sum + visit(child, inside), 0);
    const entry = totals.get(name) ?? { own: 0, total: 0 };
    entry.own += self;
    if (!above.has(name)) entry.total += self + below;
    totals.set(name, entry);
    return self + below;
  };
  const [root] = profile.nodes;
  if (root) visit(root.id, new Set());
  return `${sharesOf(before, after)}
${tableOf(totals)}`;
}

async function metricsOf(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

/** How the main thread's time divides, as Chromium itself counts it. */
function sharesOf(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string {
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  const milliseconds = (name: string) => `${(grown(name) * 1_000).toFixed(0)} ms`;
  return [
    `tasks ${milliseconds('TaskDuration')}, of them script ${milliseconds('ScriptDuration')}`,
    `style ${milliseconds('RecalcStyleDuration')} in ${grown('RecalcStyleCount')} passes`,
    `layout ${milliseconds('LayoutDuration')} in ${grown('LayoutCount')} passes`,
  ].join(' · ');
}

function tableOf(totals: ReadonlyMap<string, { own: number; total: number }>): string {
  const isWork = (name: string) => !/^\((root|program|idle)\)/.test(name);
  const rows = [...totals].filter(([name]) => isWork(name));
  const byOwn = rows.toSorted(([, a], [, b]) => b.own - a.own).slice(0, mostRows);
  const byTotal = rows.toSorted(([, a], [, b]) => b.total - a.total).slice(0, mostRows * 2);
  const text = (list: typeof rows) =>
    list.map(
      ([name, { own, total }]) =>
        `${own.toFixed(1).padStart(9)} ${total.toFixed(1).padStart(9)}  ${name}`,
    );
  return [
    '      own     total  by own time, in milliseconds',
    ...text(byOwn),
    '',
    '      own     total  by total time',
    ...text(byTotal),
  ].join('\n');
}
