/**
 * The dossiers a fresh server begins with, by slug. A listed one is written before the first answer; an
 * unlisted one only when someone asks for it, and shows in the list from then on.
 */
import type { KnownEvent } from '#src/domain/event.ts';

export interface SeedDossier {
  readonly listed: boolean;
  readonly events: () => Promise<readonly KnownEvent[]>;
}

export type SeedRegistry = ReadonlyMap<string, SeedDossier>;

export const seedDossiers: SeedRegistry = new Map([
  [
    'us-india',
    {
      listed: true,
      events: async () => {
        const [{ usIndia }, { seedEvents }] = await Promise.all([
          import('./us-india.ts'),
          import('./seed-events.ts'),
        ]);
        return seedEvents(usIndia);
      },
    },
  ],
]);
