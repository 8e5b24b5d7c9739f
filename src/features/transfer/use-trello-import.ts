/**
 * A Trello board on its way in: what its lists and labels are proposed to mean, what somebody has said instead, and what
 * taking it in would come to, which is planned again whenever something changes; the latest plan counts.
 */
import { useEffect, useMemo, useState } from 'react';
import type { Folded } from '#src/domain/board.ts';
import type { Intention } from '#src/domain/event.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { problemOf } from '#src/domain/problem.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import type { TrelloBoard } from '#src/formats/trello-board.ts';
import type { LabelUse, ListUse, TrelloMatching } from '#src/formats/trello-matching.ts';
import { planTrello, type TrelloOptions, type TrelloPlan } from '#src/formats/trello-plan.ts';
import type { NewMatches, RememberedMatches } from '#src/store/remembered-matches.ts';
import { problemText } from '#src/words/problems.ts';
import { askerCalled } from '#src/words/table-names.ts';
import { proposeMatching, trelloWords } from '#src/words/trello-names.ts';
import type { PreviewIssue } from './preview.tsx';
import type { TransferServices } from './transfer-services.ts';
import { withAskerAmong } from './use-table-import.ts';

interface TrelloImportOptions {
  readonly board: TrelloBoard;
  readonly remembered: RememberedMatches;
  /** Those that the labels name, or null while they are not known. */
  readonly parties: readonly PartyCode[] | 'proposed' | null;
  /** What is where it is to go; null while that is not known. */
  readonly folded: Folded | null;
  readonly services: Pick<TransferServices, 'now' | 'pause'>;
}

export function useTrelloImport(options: TrelloImportOptions) {
  const { board, remembered, folded, services } = options;
  const [lists, setLists] = useState<ReadonlyMap<string, ListUse>>(new Map());
  const [labels, setLabels] = useState<ReadonlyMap<string, LabelUse>>(new Map());
  const [said, setSaid] = useState<
    Partial<Pick<TrelloMatching, 'unlisted' | 'withArchived' | 'others'>>
  >({});
  const [known, setKnown] = useState<TrelloOptions['known']>('update');
  const parties = useMemo(
    () => (options.parties === 'proposed' ? partiesIn(board) : options.parties),
    [options.parties, board],
  );
  const matching = useMemo((): TrelloMatching => {
    const proposed = proposeMatching(board, parties ?? []);
    const before = board.lists.flatMap(({ id, name }) => {
      const status = statusNamed(remembered.valueOf('status', name));
      return status ? [[id, status] as const] : [];
    });
    return {
      ...proposed,
      ...said,
      others: withAskerAmong(parties ?? [], said.others ?? proposed.others),
      lists: new Map([...proposed.lists, ...before, ...lists]),
      labels: new Map([
        ...proposed.labels,
        ...[...labels].filter(([, use]) => isAmong(parties ?? [], use)),
      ]),
    };
  }, [board, parties, remembered, lists, labels, said]);
  const isReady = folded !== null && parties !== null;
  const planning = usePlan(isReady ? folded : null, board, matching, known, services);
  return {
    parties,
    matching,
    ...planning,
    known,
    setKnown,
    setList: (list: string, use: ListUse) => setLists(new Map(lists).set(list, use)),
    setLabel: (label: string, use: LabelUse) => setLabels(new Map(labels).set(label, use)),
    setUnlisted: (unlisted: ListUse) => setSaid({ ...said, unlisted }),
    setWithArchived: (withArchived: boolean) => setSaid({ ...said, withArchived }),
    setOthers: (change: Partial<TrelloMatching['others']>) =>
      setSaid({ ...said, others: { ...matching.others, ...change } }),
    newMatches: (): NewMatches => ({
      columns: [],
      values: [...lists].flatMap(([id, use]) => {
        const name = board.lists.find((list) => list.id === id)?.name;
        return name === undefined || use === 'leave-out' ? [] : [['status', name, use] as const];
      }),
    }),
  };
}

export type TrelloImport = ReturnType<typeof useTrelloImport>;

function isAmong(parties: readonly PartyCode[], use: LabelUse): boolean {
  return use.kind !== 'asker' || parties.includes(use.party);
}

function statusNamed(value: string | null): Status | undefined {
  return statuses.find((known) => known === value);
}

/** Whom the labels name. */
function partiesIn({ labels }: TrelloBoard): readonly PartyCode[] {
  return [...new Set(labels.flatMap(({ name }) => askerCalled(name) ?? []))];
}

interface Planning {
  /** Null until it is planned; that of before, while it is planned again. */
  readonly plan: TrelloPlan | null;
  readonly isPlanning: boolean;
  /** Why it cannot be planned, in a sentence; empty where it can. */
  readonly problem: string;
}

const notPlanned: Planning = { plan: null, isPlanning: false, problem: '' };

function usePlan(
  folded: Folded | null,
  board: TrelloBoard,
  matching: TrelloMatching,
  known: TrelloOptions['known'],
  { now, pause }: TrelloImportOptions['services'],
): Planning {
  const [planned, setPlanned] = useState(notPlanned);
  useEffect(() => {
    if (folded === null) {
      setPlanned(notPlanned);
      return;
    }
    let isLatest = true;
    setPlanned(({ plan }) => ({ plan, isPlanning: true, problem: '' }));
    const run = async () => {
      const planning = planTrello(folded, board, matching, {
        known,
        now: now(),
        words: trelloWords,
      });
      for (;;) {
        const step = planning.next();
        if (!isLatest) return;
        if (step.done) {
          setPlanned({ plan: step.value, isPlanning: false, problem: '' });
          return;
        }
        await pause();
      }
    };
    run().catch((error: unknown) => {
      if (isLatest) setPlanned({ ...notPlanned, problem: problemText(problemOf(error)) });
    });
    return () => {
      isLatest = false;
    };
  }, [folded, board, matching, known, now, pause]);
  return planned;
}

const shownFirst = 5;

/** The first issues that would be added, as they are in the end. */
export function firstOf(intentions: readonly Intention[]): readonly PreviewIssue[] {
  const first = new Map<string, PreviewIssue>();
  for (const intention of intentions) {
    const { type, subject, at = null } = intention;
    if (type === 'issue.added.v1') {
      if (first.size === shownFirst) continue;
      const { evidence, rank, ...draft } = intention.payload;
      first.set(subject, { key: subject, draft, at });
    } else if (type === 'issue.moved.v1') {
      const issue = first.get(subject);
      const { status } = intention.payload;
      if (issue) first.set(subject, { ...issue, at, draft: { ...issue.draft, status } });
    } else if (type === 'issue.edited.v1') {
      const issue = first.get(subject);
      const { title } = intention.payload;
      if (issue && title) first.set(subject, { ...issue, draft: { ...issue.draft, title } });
    }
  }
  return [...first.values()];
}
