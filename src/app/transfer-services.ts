/** What the dialogs that take something in ask for: reading a file in slices, and merging what was read. */
import type { TransferServices } from '#src/features/transfer/import-dialog.tsx';
import { importArchive } from '#src/store/import-archive.ts';
import type { OpenDossiers } from '#src/store/open-dossiers.ts';
import type { Pause } from '#src/store/slices.ts';
import { archiveFormat } from './archive-format.ts';

interface TransferServicesOptions {
  readonly dossiers: OpenDossiers;
  readonly pause: Pause;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
}

export function createTransferServices(options: TransferServicesOptions): TransferServices {
  const { dossiers, pause, now } = options;
  return {
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
    importArchive: (archive) => importArchive(dossiers, archive),
  };
}
