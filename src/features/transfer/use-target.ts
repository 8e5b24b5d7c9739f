/** Where something goes that is taken in, as it is chosen: a dossier that is there, or a new one with a title and parties. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Folded, nothingFolded } from '#src/domain/board.ts';
import { checkDossier, type DossierProblems } from '#src/domain/dossier-draft.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { problemOf } from '#src/domain/problem.ts';
import type { ImportTarget } from '#src/store/import-issues.ts';
import { problemText } from '#src/words/problems.ts';
import type { TransferServices } from './transfer-services.ts';

interface TargetOptions {
  readonly services: Pick<TransferServices, 'targets' | 'contentsOf'>;
  /** The dossier that is proposed; null for a new one. */
  readonly into: string | null;
  /** Proposed as its title. */
  readonly title: string;
}

export function useTarget({ services, into, title: proposed }: TargetOptions) {
  const [dossier, setDossier] = useState(into);
  const [title, setTitle] = useState(proposed);
  const [saidParties, setSaidParties] = useState<readonly PartyCode[] | null>(null);
  const [problems, setProblems] = useState<DossierProblems>({});
  const dossiers = useQuery({ queryKey: ['device', 'targets'], queryFn: services.targets });
  const contents = useQuery({
    queryKey: ['device', 'target', dossier],
    queryFn: () => services.contentsOf(dossier ?? ''),
    enabled: dossier !== null,
    retry: false,
    // It may have changed since it was looked into the last time.
    staleTime: 0,
    gcTime: 0,
  });
  /** What is there; null while that is not known. */
  const folded: Folded | null = dossier === null ? nothingFolded : (contents.data ?? null);
  return {
    dossier,
    dossiers: dossiers.data ?? [],
    title,
    problems,
    folded,
    /** Of a new dossier, as somebody has said them; null where nobody has. */
    saidParties,
    /** Of one that is there; empty while that is not known. */
    thereTitle: folded?.board.dossier?.title ?? '',
    /** Of one that is there; null while that is not known. */
    thereParties: folded?.board.dossier?.parties ?? null,
    /** Why it cannot be looked into; empty where it can. */
    failure: contents.error ? problemText(problemOf(contents.error)) : '',
    choose: (next: string | null) => {
      setDossier(next);
      setProblems({});
    },
    setTitle: (next: string) => {
      setTitle(next);
      setProblems({});
    },
    setParties: (next: readonly PartyCode[]) => {
      setSaidParties(next);
      setProblems({});
    },
    /** With these parties; null where something of it is wrong, which is said then. */
    check: (parties: readonly PartyCode[]): ImportTarget | null => {
      if (dossier !== null) return { kind: 'there', dossier };
      const checked = checkDossier({ title, parties });
      if (checked.ok) return { kind: 'new', draft: checked.draft };
      setProblems(checked.problems);
      return null;
    },
  };
}

export type Target = ReturnType<typeof useTarget>;
