/** A Trello board that was found: what its lists and labels mean, where its cards go, and what would come of them. */
import { useMemo, useState } from 'react';
import type { Folded } from '#src/domain/board.ts';
import { Failure } from '#src/domain/problem.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import { mostActions } from '#src/formats/trello-actions.ts';
import type { TrelloBoard, TrelloList } from '#src/formats/trello-board.ts';
import type { LabelUse, ListUse } from '#src/formats/trello-matching.ts';
import { planTrello } from '#src/formats/trello-plan.ts';
import type { ImportedIssues } from '#src/store/import-issues.ts';
import { Field, RadioField } from '#src/ui/field.tsx';
import { Select } from '#src/ui/select.tsx';
import * as tables from '#src/words/compiled/tables.ts';
import * as words from '#src/words/compiled/trello.ts';
import { listPlainly } from '#src/words/numbers.ts';
import { partyName } from '#src/words/parties.ts';
import { columnUseLabel } from '#src/words/table-problems.ts';
import { trelloWords } from '#src/words/trello-names.ts';
import { trelloProblemText } from '#src/words/trello-problems.ts';
import { basisLabel, categoryLabel, statusLabel } from '#src/words/vocabulary.ts';
import { Group, MatchRow, smallSelect } from './parts.tsx';
import { Preview } from './preview.tsx';
import { ProblemList } from './problem-list.tsx';
import { StepFrame } from './step-frame.tsx';
import type { TransferServices } from './transfer-services.ts';
import { type Outcome, useImporting } from './use-importing.ts';
import { useTarget } from './use-target.ts';
import { firstOf, type TrelloImport, useTrelloImport } from './use-trello-import.ts';

interface TrelloStepProps extends Outcome<ImportedIssues> {
  readonly services: TransferServices;
  readonly board: TrelloBoard;
  /** The dossier whose page this is; null for none. */
  readonly into: string | null;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

/** More than anybody reads; how many there are is said. */
const mostProblems = 200;

export function TrelloStep(props: TrelloStepProps) {
  const { services, board, into, onAnother, onClose, onBusy, onDone } = props;
  const target = useTarget({ services, into, title: board.name });
  const importing = useImporting({ onBusy, onDone });
  const [remembered] = useState(() => services.rememberedMatches());
  const isNew = target.dossier === null;
  const state = useTrelloImport({
    board,
    remembered,
    parties: isNew ? (target.saidParties ?? 'proposed') : target.thereParties,
    folded: target.folded,
    services,
  });
  const { plan, matching, known } = state;
  const parties = state.parties ?? [];
  const counts = plan?.ok ? plan.counts : null;
  const first = useMemo(() => (plan?.ok ? firstOf(plan.intentions) : []), [plan]);
  const count = counts ? counts.added + counts.updated : 0;
  const problems = [...board.problems, ...(plan?.ok ? plan.problems : [])];

  const take = (): boolean => {
    const place = target.check(parties);
    if (place === null) return false;
    services.rememberMatches(state.newMatches());
    const options = { known, now: services.now(), words: trelloWords };
    void importing.run(count, (work) =>
      services.importIssues(
        place,
        function* (folded: Folded) {
          const planned = yield* planTrello(folded, board, matching, options);
          if (!planned.ok) throw new Failure({ code: 'unforeseen', text: words.tooMuch(planned) });
          return planned.intentions;
        },
        work,
      ),
    );
    return true;
  };

  return (
    <StepFrame
      name={board.name}
      about={words.about({
        lists: board.lists.length,
        cards: board.cards.length,
        comments: board.comments,
      })}
      target={target}
      parties={parties}
      importing={importing}
      failure={plan && !plan.ok ? words.tooMuch(plan) : state.problem}
      count={count}
      isReady={plan?.ok === true && !state.isPlanning}
      onImport={take}
      onAnother={onAnother}
      onClose={onClose}
      questions={
        <>
          {board.isCut && <p className="text-sm">{words.cut({ most: mostActions })}</p>}
          <Lists board={board} trello={state} />
          <Labels board={board} trello={state} />
          <Others trello={state} />
          {counts !== null && counts.updated + counts.same > 0 && (
            <RadioField
              label={tables.known({ count: counts.updated + counts.same })}
              name="known"
              options={[
                { value: 'update', label: tables.update() },
                { value: 'leave', label: tables.leave() },
              ]}
              value={known}
              onChange={state.setKnown}
            />
          )}
        </>
      }
      outcome={
        <Group label={tables.preview()}>
          {counts !== null && (
            <p aria-live="polite" className="text-sm">
              {words.counts(counts)}{' '}
              {counts.leftOut + counts.archived > 0 && words.leftOutCounts(counts)}
            </p>
          )}
          {plan?.ok && plan.counts.added > 0 && (
            <Preview issues={first} all={plan.counts.added} parties={parties} />
          )}
          <ProblemList
            heading={words.toKnow({ count: problems.length })}
            problems={problems.slice(0, mostProblems).map(trelloProblemText)}
            more={problems.length - mostProblems}
          />
        </Group>
      }
    />
  );
}

interface PartProps {
  readonly board: TrelloBoard;
  readonly trello: TrelloImport;
}

function listOptions(): readonly { readonly value: ListUse; readonly label: string }[] {
  return [
    ...statuses.map((value) => ({ value, label: statusLabel(value) })),
    { value: 'leave-out', label: words.leaveOut() },
  ];
}

function aboutList({ open, archived, isArchived, isGone }: TrelloList): string {
  const cards = words.cardsIn({ count: isArchived ? archived : open });
  if (isGone) return words.listGone();
  return isArchived ? listPlainly([cards, words.listArchived()]) : cards;
}

function Lists({ board, trello }: PartProps) {
  const { matching, setList, setUnlisted } = trello;
  const options = listOptions();
  return (
    <Group label={words.lists()} hint={words.listsHint()}>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {board.lists.map((list) => (
          <MatchRow key={list.id} name={list.name} about={aboutList(list)}>
            <Select
              aria-label={list.name}
              value={matching.lists.get(list.id) ?? 'leave-out'}
              options={options}
              onChoose={(use) => setList(list.id, use)}
              className={smallSelect}
            />
          </MatchRow>
        ))}
        {board.unlisted.length > 0 && (
          <MatchRow name={words.unlisted()} about={words.cardsIn({ count: board.unlisted.length })}>
            <Select
              aria-label={words.unlisted()}
              value={matching.unlisted}
              options={options}
              onChoose={setUnlisted}
              className={smallSelect}
            />
          </MatchRow>
        )}
      </div>
      {board.unlisted.length > 0 && (
        <p className="wrap-anywhere max-h-24 overflow-y-auto text-xs text-soft">
          {words.unlistedOnes({
            count: board.unlisted.length,
            cards: listPlainly(board.unlisted),
          })}
        </p>
      )}
      <ArchivedToo board={board} trello={trello} />
    </Group>
  );
}

function ArchivedToo({ board, trello }: PartProps) {
  const archived = board.cards.filter(({ isArchived }) => isArchived).length;
  if (archived === 0) return null;
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
      <input
        type="checkbox"
        className="size-4 accent-(--accent) pointer-coarse:size-5"
        checked={trello.matching.withArchived}
        onChange={({ target: { checked } }) => trello.setWithArchived(checked)}
      />
      {words.withArchived({ count: archived })}
    </label>
  );
}

/** As a list to choose from writes it down: the party, or what else. */
function labelValue(use: LabelUse | undefined): string {
  if (use?.kind === 'asker') return use.party;
  return use?.kind ?? 'nothing';
}

function labelUse(value: string): LabelUse {
  return value === 'tag' || value === 'nothing' ? { kind: value } : { kind: 'asker', party: value };
}

function Labels({ board, trello }: PartProps) {
  const { matching, parties, setLabel } = trello;
  if (board.labels.length === 0) return null;
  const options = [
    { value: 'tag', label: words.asTag() },
    ...(parties ?? []).map((party) => ({
      value: party,
      label: words.asksFor({ party: partyName(party) }),
    })),
    { value: 'nothing', label: words.leaveOut() },
  ];
  return (
    <Group label={words.labelsHeading()}>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {board.labels.map(({ id, name, count }) => (
          <MatchRow key={id} name={name} about={words.cardsIn({ count })}>
            <Select
              aria-label={name}
              value={labelValue(matching.labels.get(id))}
              options={options}
              onChoose={(value) => setLabel(id, labelUse(value))}
              className={smallSelect}
            />
          </MatchRow>
        ))}
      </div>
    </Group>
  );
}

function Others({ trello }: { readonly trello: TrelloImport }) {
  const { matching, parties, setOthers } = trello;
  const { asker, category, basis } = matching.others;
  return (
    <Group label={words.forAll()}>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label={columnUseLabel('asker')}>
          {(control) => (
            <Select
              {...control}
              value={asker ?? ''}
              options={[
                { value: '', label: tables.choose() },
                ...(parties ?? []).map((value) => ({ value, label: partyName(value) })),
              ]}
              onChoose={(value) => setOthers({ asker: value === '' ? null : value })}
              className={smallSelect}
            />
          )}
        </Field>
        <Field label={columnUseLabel('category')}>
          {(control) => (
            <Select
              {...control}
              value={category}
              options={categories.map((value) => ({ value, label: categoryLabel(value) }))}
              onChoose={(value) => setOthers({ category: value })}
              className={smallSelect}
            />
          )}
        </Field>
        <Field label={columnUseLabel('basis')}>
          {(control) => (
            <Select
              {...control}
              value={basis}
              options={bases.map((value) => ({ value, label: basisLabel(value) }))}
              onChoose={(value) => setOthers({ basis: value })}
              className={smallSelect}
            />
          )}
        </Field>
      </div>
    </Group>
  );
}
