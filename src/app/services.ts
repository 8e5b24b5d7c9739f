/** What `main.tsx` makes once and hands to the app: the ways out of the page, and a session per dossier. */
import type { ApiClient } from '#src/api/client.ts';
import type { CommandContext } from '#src/commands/command.ts';
import type { DossierServices } from '#src/features/dossiers/dossiers-page.tsx';
import type { StorageServices } from '#src/features/storage/storage-page.tsx';
import type { AppKeeper } from '#src/offline/app-keeper.ts';
import type { OpenDossiers } from '#src/store/open-dossiers.ts';
import type { Pause } from '#src/store/slices.ts';
import type { TransferMeans } from './transfer-services.ts';

export interface Services
  extends Pick<
    CommandContext,
    'newSlug' | 'saveFile' | 'saveTable' | 'copyText' | 'copyFormatted'
  > {
  readonly api: ApiClient;
  readonly pause: Pause;
  readonly dossiers: OpenDossiers;
  /** Null where the app is not kept: while it is developed. */
  readonly keeper: AppKeeper | null;
  readonly dossierList: DossierServices;
  readonly transfer: TransferMeans;
  readonly storage: StorageServices;
  /** Puts an address of the page on the clipboard. */
  readonly copyAddress: (address: string) => Promise<void>;
  /** Whether the page would come if it were loaded again now. */
  readonly isServed: () => Promise<boolean>;
  readonly lastDossier: () => string;
  readonly rememberDossier: (dossier: string) => void;
}
