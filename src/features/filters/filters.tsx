/** The filter bar: search, countries, the other conditions behind one button, what is on, and what it leaves. */
import { ListFilter, X } from 'lucide-react';
import { useState } from 'react';
import { changeFilter, clearFilters } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type Filter, isFiltering } from '#src/domain/filter.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/filters.ts';
import { issues, issuesOf } from '#src/words/compiled/vocabulary.ts';
import { partyName } from '#src/words/parties.ts';
import { chipsOf } from './conditions.ts';
import { FilterChoices } from './parts.tsx';
import { focusAfterKey, SearchBox } from './search-box.tsx';

interface FiltersProps {
  readonly id: string;
  /** On a phone they wait until they are asked for; else they are always there. */
  readonly isOpen: boolean;
  readonly filter: Filter;
  readonly parties: readonly PartyCode[];
  /** How many issues are shown. */
  readonly count: number;
  readonly total: number;
}

export function Filters({ id, isOpen, filter, parties, count, total }: FiltersProps) {
  const change = useCommand(changeFilter);
  return (
    <search
      id={id}
      aria-label={words.label()}
      // A key that leads into them brings them up too.
      className={`px-3 pt-2.5 sm:px-5 print:hidden ${isOpen ? '' : 'max-sm:not-focus-within:sr-only'}`}
    >
      <div className="page-width flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <SearchBox text={filter.text} onChange={(text) => void change({ text })} />
        <CountryToggles
          parties={parties}
          chosen={filter.countries}
          onChange={(countries) => void change({ countries })}
        />
        <MoreConditions filter={filter} />
        <Chips filter={filter} />
        {isFiltering(filter) && <ClearFilters />}
        <ShownCount count={count} total={total} />
      </div>
    </search>
  );
}

/** Quiet until it is pointed at, has the focus, or is on. */
const quiet =
  'inline-flex h-9 items-center gap-1.5 rounded-md border px-2.5 text-sm whitespace-nowrap sm:h-8 pointer-coarse:h-11';
const off =
  'border-transparent text-soft hover:border-edge hover:text-ink aria-expanded:border-edge aria-expanded:text-ink';

function MoreConditions({ filter }: { readonly filter: Filter }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <span className="relative inline-flex">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(anchor ? null : currentTarget)}
        className={`${quiet} ${off}`}
      >
        <ListFilter aria-hidden="true" className="size-4" />
        {words.choices()}
      </button>
      {anchor && <FilterChoices filter={filter} anchor={anchor} onClose={() => setAnchor(null)} />}
    </span>
  );
}

function Chips({ filter }: { readonly filter: Filter }) {
  const change = useCommand(changeFilter);
  return chipsOf(filter).map(({ field, value, change: off }) => (
    <button
      key={field}
      type="button"
      aria-label={words.takeOff({ field, value })}
      title={words.takeOff({ field, value })}
      onClick={(event) => {
        focusAfterKey(event);
        void change(off);
      }}
      className="inline-flex h-7 items-center gap-1 rounded-full border border-accent/50 bg-accent/10 pr-1.5 pl-2.5 text-sm whitespace-nowrap text-accent hover:border-accent pointer-coarse:h-11"
    >
      {value}
      <X aria-hidden="true" className="size-3.5" />
    </button>
  ));
}

function ClearFilters() {
  const clear = useCommand(clearFilters);
  return (
    <button
      type="button"
      onClick={(event) => {
        focusAfterKey(event);
        void clear();
      }}
      className="h-8 rounded-md px-2 text-sm whitespace-nowrap text-accent underline-offset-2 hover:underline pointer-coarse:h-11"
    >
      {commands.clearFilters()}
    </button>
  );
}

function ShownCount({ count, total }: { count: number; total: number }) {
  const text = count === total ? issues({ count }) : issuesOf({ shown: count, total });
  return (
    <span
      role="status"
      aria-label={text}
      className="ml-auto text-sm whitespace-nowrap text-soft tabular-nums"
    >
      {text}
    </span>
  );
}

interface CountryTogglesProps {
  readonly parties: readonly PartyCode[];
  readonly chosen: readonly PartyCode[];
  readonly onChange: (countries: readonly PartyCode[]) => void;
}

function CountryToggles({ parties, chosen, onChange }: CountryTogglesProps) {
  const toggle = (party: PartyCode) =>
    onChange(
      chosen.includes(party)
        ? chosen.filter((code) => code !== party)
        : parties.filter((code) => code === party || chosen.includes(code)),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a part of the bar, and no form is sent
    <div role="group" aria-label={words.country()} className="flex flex-wrap gap-1">
      {parties.map((party, place) => (
        <button
          key={party}
          type="button"
          aria-pressed={chosen.includes(party)}
          data-party={place}
          onClick={() => toggle(party)}
          className={`${quiet} ${
            chosen.includes(party)
              ? 'border-party bg-party-well font-medium text-party'
              : 'border-line text-ink hover:border-edge'
          }`}
        >
          {partyName(party)}
        </button>
      ))}
    </div>
  );
}
