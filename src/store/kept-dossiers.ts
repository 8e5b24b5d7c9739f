/**
 * The dossiers on this device, for the list of all there are: which there are, which of them wait for a server, and what
 * those are of which no server has told.
 */
import { boardOf } from '#src/domain/board.ts';
import { countIn } from '#src/domain/cells.ts';
import { recordedAt } from '#src/domain/clock.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import { createLogBuilder, everyEvent } from '#src/domain/log.ts';
import { parseAll } from '#src/domain/parse-event.ts';
import { dossierOf, type EventLog, ownerOf, shelfOf } from '#src/storage/event-log.ts';
import { inSlices, type Pause, portionsOf } from './slices.ts';

export interface KeptDossiers {
  readonly ids: ReadonlySet<string>;
  /** Those of which own changes wait for a server. */
  readonly waiting: ReadonlySet<string>;
}

/** Of whoever records here now; none where nobody does yet. */
export async function keptDossiers(
  log: Pick<EventLog, 'loadActor' | 'shelves' | 'waiting'>,
): Promise<KeptDossiers> {
  const actor = await log.loadActor();
  if (actor === null) return { ids: new Set(), waiting: new Set() };
  const [shelves, waiting] = await Promise.all([log.shelves(), log.waiting(actor)]);
  const own = shelves.filter((shelf) => ownerOf(shelf) === actor);
  return { ids: new Set(own.map(dossierOf)), waiting: new Set(waiting) };
}

export interface DescribedDossier {
  readonly id: string;
  /** Its id where nothing here says more, or it cannot be read. */
  readonly title: string;
  readonly parties: readonly PartyCode[];
  readonly issues: number;
  /** When the latest of its events was recorded; null where there is none. */
  readonly updated: Instant | null;
  readonly isRemoved: boolean;
}

/** What these are, from what is kept of them here: all of it is read, in slices. */
export async function describeKept(
  log: Pick<EventLog, 'loadActor' | 'read'>,
  ids: readonly string[],
  pause: Pause,
): Promise<readonly DescribedDossier[]> {
  const actor = await log.loadActor();
  const described: DescribedDossier[] = [];
  for (const id of ids) {
    if (actor !== null) described.push(await readDossier(log, actor, id, pause));
  }
  return described;
}

async function readDossier(
  log: Pick<EventLog, 'read'>,
  actor: string,
  id: string,
  pause: Pause,
): Promise<DescribedDossier> {
  const builder = createLogBuilder();
  try {
    await log.read(shelfOf(actor, id), async (records) => {
      for (const portion of portionsOf(records)) {
        builder.add(parseAll(portion).known);
        await pause();
      }
    });
  } catch {
    return { id, title: id, parties: [], issues: 0, updated: null, isRemoved: false };
  }
  const events = await inSlices(builder.finish(), pause);
  const { dossier, cells } = boardOf(events);
  let updated: Instant | null = null;
  for (const event of everyEvent(events)) {
    const recorded = recordedAt(event.id);
    if (updated === null || recorded > updated) updated = recorded;
  }
  const { title = id, parties = [] } = dossier ?? {};
  const isRemoved = dossier?.removed !== undefined;
  return { id, title, parties, issues: countIn(cells), updated, isRemoved };
}
