/** What `main.tsx` makes once and hands to the app: the ways out of the page, and a session per dossier. */
import type { ApiClient } from '#src/api/client.ts';
import type { CommandContext } from '#src/commands/command.ts';
import type { Stores } from '#src/store/hooks.ts';

export interface Services
  extends Pick<CommandContext, 'newSlug' | 'saveFile' | 'copyAddress' | 'copyText'> {
  readonly api: ApiClient;
  /** The stores of a dossier, by its slug; the same ones each time it is asked for. */
  readonly openDossier: (dossier: string) => Stores;
  /** Whether the page would come if it were loaded again now. */
  readonly isServed: () => Promise<boolean>;
  readonly lastDossier: () => string;
  readonly rememberDossier: (dossier: string) => void;
}
