/**
 * The dossiers a fresh server begins with, by slug. A listed one is written before the first answer; an
 * unlisted one only when someone asks for it, and shows in the list from then on.
 */
import type { KnownEvent } from '#src/domain/event.ts';
import type { GeneratedLogs } from '../generated-log.ts';
import type { Scale } from './scale.ts';

export interface SeedDossier {
  readonly listed: boolean;
  readonly events: () => Promise<readonly KnownEvent[]>;
}

export type SeedRegistry = ReadonlyMap<string, SeedDossier>;

/** 1,000, 10,000 and 50,000 issues, ten events each; made when asked for, never stored. */
const scales: readonly Scale[] = [
  { slug: 'scale-1k', issues: 1_000, events: 10_000, seed: 1 },
  { slug: 'scale-10k', issues: 10_000, events: 100_000, seed: 10 },
  { slug: 'scale-50k', issues: 50_000, events: 500_000, seed: 50 },
];

export const generatedDossiers: GeneratedLogs = new Map(
  scales.map((scale) => [
    scale.slug,
    {
      count: scale.events,
      events: async () => (await import('./scale.ts')).scaleEvents(scale),
    },
  ]),
);

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
