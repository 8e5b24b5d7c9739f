/** A device of which nothing is known, for tests that do not ask. */
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
