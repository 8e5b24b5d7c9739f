/** What the dialogs that take something in ask for: reading it, in slices or in a worker, and taking in what was read. */
import type { ApiClient } from '#src/api/client.ts';
import { instantOf } from '#src/domain/instant.ts';
import type {
  OpenTableReader,
  TransferServices,
} from '#src/features/transfer/transfer-services.ts';
import type { EventLog } from '#src/storage/event-log.ts';
import type { KeyValue } from '#src/storage/key-value.ts';
import { importArchive } from '#src/store/import-archive.ts';
import { contentsOfTarget, importIssues } from '#src/store/import-issues.ts';
import { describeKept, keptDossiers } from '#src/store/kept-dossiers.ts';
import type { OpenDossiers } from '#src/store/open-dossiers.ts';
import { rememberedMatches, rememberMatches } from '#src/store/remembered-matches.ts';
import type { Pause } from '#src/store/slices.ts';
import { archiveFormat } from './archive-format.ts';

export interface TransferMeans {
  readonly api: Pick<ApiClient, 'listDossiers'>;
  readonly log: Pick<EventLog, 'loadActor' | 'shelves' | 'waiting' | 'read'>;
  readonly keyValue: KeyValue;
  readonly dossiers: OpenDossiers;
  readonly pause: Pause;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly newSlug: () => string;
  /** A few letters and digits that no address had before. */
  readonly newSuffix: () => string;
  readonly openTables: () => Promise<OpenTableReader>;
}

export function createTransferServices(means: TransferMeans): TransferServices {
  const { api, log, keyValue, dossiers, pause, now, newSlug, newSuffix, openTables } = means;
  return {
    isArchive: async (bytes) => (await archiveFormat()).isArchive(bytes),
    readArchive: async (bytes, onProgress, signal) => {
      const { readArchive } = await archiveFormat();
      const reading = readArchive(bytes, now());
      for (;;) {
        const step = reading.next();
        if (step.done) return step.value;
        onProgress(step.value);
        await pause();
        signal.throwIfAborted();
      }
    },
    importArchive: (archive, work) => importArchive(dossiers, archive, work),
    openTables,
    targets: () => targetsOf(api, log, pause),
    contentsOf: (dossier) => contentsOfTarget(dossiers, dossier),
    newSlug,
    importIssues: (target, plan, work) => importIssues(dossiers, target, plan, newSuffix, work),
    rememberedMatches: () => rememberedMatches(keyValue),
    rememberMatches: (matches) => rememberMatches(keyValue, matches),
    now: () => instantOf(now()),
    pause,
  };
}

/** Those that the server tells of, if one can be asked, and those that only this browser has. */
async function targetsOf(
  api: TransferMeans['api'],
  log: TransferMeans['log'],
  pause: Pause,
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const [served, kept] = await Promise.all([
    api.listDossiers(AbortSignal.timeout(patience)).catch(() => ({ dossiers: [] })),
    keptDossiers(log),
  ]);
  const told = new Set(served.dossiers.map(({ id }) => id));
  const here = await describeKept(
    log,
    [...kept.ids].filter((id) => !told.has(id)),
    pause,
  );
  const present = here.filter(({ isRemoved }) => !isRemoved);
  return [...served.dossiers, ...present].map(({ id, title }) => ({ id, title }));
}

/** Milliseconds for which the server is waited for: those that are here can be chosen without it. */
const patience = 5_000;
