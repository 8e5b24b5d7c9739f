/** The list of all dossiers, and what is done to one from outside of its page. */
import type { ApiClient } from '#src/api/client.ts';
import { archiveName, archiveType } from '#src/commands/download-archive.ts';
import { newDossierSlug } from '#src/domain/dossier-draft.ts';
import type { DossierServices } from '#src/features/dossiers/dossiers-page.tsx';
import type { EventLog } from '#src/storage/event-log.ts';
import { begin, duplicate, remove, rename, restore, wholeOf } from '#src/store/dossier-work.ts';
import { describeKept, keptDossiers } from '#src/store/kept-dossiers.ts';
import type { OpenDossiers } from '#src/store/open-dossiers.ts';
import type { Pause } from '#src/store/slices.ts';
import { archiveFormat } from './archive-format.ts';

interface DossierServicesOptions {
  readonly api: Pick<ApiClient, 'listDossiers'>;
  readonly log: Pick<EventLog, 'loadActor' | 'shelves' | 'waiting' | 'read'>;
  readonly dossiers: OpenDossiers;
  readonly pause: Pause;
  /** A few letters and digits that no address had before: what keeps two dossiers of one title apart. */
  readonly newSuffix: () => string;
  readonly isEmbedded: boolean;
  /** Hands the user a file. */
  readonly saveFile: (name: string, type: string, content: string) => void;
}

export function createDossierServices(options: DossierServicesOptions): DossierServices {
  const { api, log, dossiers, pause, newSuffix, isEmbedded, saveFile } = options;
  return {
    isEmbedded,
    listServed: (signal) => api.listDossiers(signal),
    kept: () => keptDossiers(log),
    describe: (ids) => describeKept(log, ids, pause),
    create: async (draft, example) => {
      const id = newDossierSlug(draft.title, newSuffix());
      await begin(dossiers, id, draft, example);
      return id;
    },
    rename: (id, title) => rename(dossiers, id, title),
    remove: (id) => remove(dossiers, id),
    restore: (id) => restore(dossiers, id),
    duplicate: async (id, title) => {
      const copy = newDossierSlug(title, newSuffix());
      await duplicate(dossiers, id, copy, title);
    },
    downloadArchive: async (id) => {
      const archive = await wholeOf(dossiers, id);
      const { writeArchive } = await archiveFormat();
      saveFile(archiveName(id), archiveType, writeArchive(archive));
    },
  };
}
