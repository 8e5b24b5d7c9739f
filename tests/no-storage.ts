/** A device of which nothing is known, for tests that do not ask. */
import type { DossierServices } from '#src/features/dossiers/dossiers-page.tsx';
import type { StorageServices } from '#src/features/storage/storage-page.tsx';

export const noStorage: StorageServices = {
  device: {
    usage: async () => null,
    isPersisted: async () => null,
    persist: async () => null,
    appSize: async () => null,
    isAlone: async () => null,
    reset: () => {},
  },
  contents: async () => [],
  download: async () => {},
  isDemo: true,
};

export const noDossiers: DossierServices = {
  isEmbedded: true,
  listServed: async () => ({ dossiers: [] }),
  kept: async () => ({ ids: new Set(), waiting: new Set() }),
  describe: async () => [],
  create: () => Promise.reject(new Error('Nothing is begun here')),
  rename: async () => {},
  remove: async () => {},
  restore: async () => {},
  duplicate: async () => {},
  downloadArchive: async () => {},
};
