/**
 * The page on which the domain is measured alone, in the browser and built as the product is: it makes a
 * synthetic dossier, folds it from nothing, and asks for the board as of dates spread over its seven years.
 * Beside each stands the plainest work on the same data, to read the figure as a ratio.
 */
import { generatedDossiers } from '#mocks/seed/dossiers.ts';
import { wireLimits } from '#src/api/contract.ts';
import { boardAsOf, boardOf, type Folded } from '#src/domain/board.ts';
import { type LogEvent, toWire } from '#src/domain/event.ts';
import { noFilter } from '#src/domain/filter.ts';
import { type Instant, instantOf } from '#src/domain/instant.ts';
import { createLogBuilder } from '#src/domain/log.ts';
import { parseAll } from '#src/domain/parse-event.ts';
import { createShown } from '#src/store/selectors.ts';

export interface FoldFigures {
  readonly events: number;
  /** Milliseconds for all events; reading their JSON is the reference. */
  readonly fold: number;
  readonly parse: number;
  readonly readJson: number;
  /** Milliseconds for each date, the first one first; looking at every event once is the reference. */
  readonly asOf: readonly number[];
  readonly asOfBoard: readonly number[];
  readonly lookAtEach: readonly number[];
}

declare global {
  interface Window {
    measureFold(dossier: string): Promise<FoldFigures>;
  }
}

const dates = 12;

function timed<T>(work: () => T): [milliseconds: number, result: T] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

/** The events as a server sends them: pages of JSON, each twice as large as the one before, up to the largest. */
async function pagesOf(dossier: string): Promise<string[]> {
  const generated = generatedDossiers.get(dossier);
  if (!generated) throw new Error(`There is no synthetic dossier ${dossier}.`);
  const source = await generated.events();
  const pages: string[] = [];
  let page: unknown[] = [];
  let limit: number = wireLimits.page;
  for (let next = source.next(); !next.done; next = source.next()) {
    page.push(toWire(next.value));
    if (page.length < limit) continue;
    pages.push(JSON.stringify(page));
    page = [];
    limit = Math.min(2 * limit, wireLimits.largestPage);
  }
  if (page.length > 0) pages.push(JSON.stringify(page));
  return pages;
}

function foldAll(events: readonly LogEvent[]): Folded {
  const builder = createLogBuilder();
  builder.add(events);
  const steps = builder.finish();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { log: step.value, board: boardOf(step.value) };
  }
}

/** From the middle back and forth, as a reader jumps, not as a film runs. */
function moments(): Instant[] {
  const first = Date.UTC(2019, 0, 1);
  const span = Date.UTC(2025, 9, 1) - first;
  return Array.from({ length: dates }, (_, i) =>
    instantOf(first + (span * ((i * 5 + 6) % dates)) / dates),
  );
}

function countUntil(events: readonly LogEvent[], moment: Instant): number {
  let count = 0;
  for (const { at } of events) if (at <= moment) count += 1;
  return count;
}

window.measureFold = async (dossier) => {
  const pages = await pagesOf(dossier);
  const [readJson, records] = timed(() =>
    pages.flatMap((page): unknown[] => {
      const list: unknown = JSON.parse(page);
      return Array.isArray(list) ? list : [];
    }),
  );
  const [parsing, events] = timed(() => parseAll(records).known);
  const [fold, folded] = timed(() => foldAll(events));
  const select = createShown();
  select(folded.board, noFilter);
  const jumps = moments().map((moment) => {
    const [board, past] = timed(() => boardAsOf(folded, moment));
    const [view] = timed(() => select(past, noFilter));
    const [each] = timed(() => countUntil(events, moment));
    return { board, view, each };
  });
  return {
    events: events.length,
    fold,
    parse: parsing,
    readJson,
    asOf: jumps.map(({ board, view }) => board + view),
    asOfBoard: jumps.map(({ board }) => board),
    lookAtEach: jumps.map(({ each }) => each),
  };
};
