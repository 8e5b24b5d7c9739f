/** The filter bar: every condition in reach, what they leave in one number, and one button to be rid of them. */
import { Link, SlidersHorizontal, X } from 'lucide-react';
import { type MouseEvent, type ReactNode, useId, useState } from 'react';
import { changeFilter, clearFilters, copyLink } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type Filter, isFiltering } from '#src/domain/filter.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import type { Layout } from '#src/store/view.ts';
import { Select } from '#src/ui/select.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/filters.ts';
import { issues, issuesOf } from '#src/words/compiled/vocabulary.ts';
import { entryLabel } from '#src/words/fields.ts';
import { partyName } from '#src/words/parties.ts';
import { basisLabel, categoryLabel, statusLabel } from '#src/words/vocabulary.ts';
import { DensitySwitch } from './density-switch.tsx';
import { focusAfterKey, SearchBox } from './search-box.tsx';
import { ViewSwitch } from './view-switch.tsx';

interface FiltersProps {
  readonly className: string;
  readonly filter: Filter;
  readonly layout: Layout;
  readonly parties: readonly PartyCode[];
  /** How many issues are shown. */
  readonly count: number;
  readonly total: number;
}

export function Filters({ className, filter, layout, parties, count, total }: FiltersProps) {
  const change = useCommand(changeFilter);
  return (
    <search
      aria-label={words.label()}
      className={`border-line border-b px-3 py-2 sm:px-5 print:hidden ${className}`}
    >
      <div className="page-width flex flex-wrap items-center gap-2">
        <SearchBox text={filter.text} onChange={(text) => void change({ text })} />
        <CountryToggles
          parties={parties}
          chosen={filter.countries}
          onChange={(countries) => void change({ countries })}
        />
        <MoreFilters count={countOfMore(filter)}>
          <Choice
            label={entryLabel('category')}
            all={words.allCategories()}
            options={categories}
            nameOf={categoryLabel}
            value={filter.category}
            onChange={(category) => void change({ category })}
          />
          <Choice
            label={entryLabel('status')}
            all={words.anyStatus()}
            options={statuses}
            nameOf={statusLabel}
            value={filter.status}
            onChange={(status) => void change({ status })}
          />
          <Choice
            label={entryLabel('basis')}
            all={words.anyBasis()}
            options={bases}
            nameOf={basisLabel}
            value={filter.basis}
            onChange={(basis) => void change({ basis })}
          />
          <Toggle
            pressed={filter.hasNotes}
            onClick={() => void change({ hasNotes: !filter.hasNotes })}
          >
            {words.hasNotes()}
          </Toggle>
        </MoreFilters>
        <div className="flex min-h-8 flex-wrap items-center gap-x-1 max-sm:w-full sm:ml-auto">
          <ShownCount count={count} total={total} />
          {isFiltering(filter) && <FilterActions />}
          <div className="flex gap-2 max-sm:ml-auto sm:ml-2">
            <DensitySwitch />
            <ViewSwitch layout={layout} />
          </div>
        </div>
      </div>
    </search>
  );
}

/** Short where there is little room, so that the bar stays as high as it is when they come. */
function FilterActions() {
  const clear = useCommand(clearFilters);
  const copy = useCommand(copyLink);
  return (
    <>
      <TextButton
        icon={X}
        label={commands.clearFilters()}
        short={words.clearShort()}
        onClick={(event) => {
          focusAfterKey(event);
          void clear();
        }}
      />
      <TextButton icon={Link} label={commands.copyLink()} onClick={() => void copy()} />
    </>
  );
}

interface TextButtonProps {
  readonly icon: typeof X;
  readonly label: string;
  /** What stands for the label on a narrow screen, if anything does beside the icon. */
  readonly short?: string;
  readonly onClick: (event: MouseEvent) => void;
}

function TextButton({ icon: Icon, label, short, onClick }: TextButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="inline-flex h-8 items-center gap-1 rounded-md px-2 text-accent text-sm underline-offset-2 hover:underline"
    >
      <Icon aria-hidden="true" className="size-3.5" />
      <span className="max-[100rem]:hidden">{label}</span>
      {short !== undefined && <span className="min-[100rem]:hidden">{short}</span>}
    </button>
  );
}

/** How many of the conditions behind “More filters” are set. */
function countOfMore({ category, status, basis, hasNotes }: Filter): number {
  return [category, status, basis, hasNotes || null].filter((value) => value !== null).length;
}

/** On a narrow screen the further conditions wait behind a button; where there is room they are simply there. */
function MoreFilters({ count, children }: { count: number; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(count > 0);
  const id = useId();
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className="inline-flex h-9 items-center gap-1.5 rounded-md border border-edge bg-surface px-2.5 text-sm sm:hidden"
      >
        <SlidersHorizontal aria-hidden="true" className="size-4 text-soft" />
        {count === 0 ? words.more() : words.moreSet({ count })}
      </button>
      <div
        id={id}
        className={`flex-wrap gap-2 max-lg:order-last max-lg:w-full sm:flex ${isOpen ? 'flex' : 'hidden'}`}
      >
        {children}
      </div>
    </>
  );
}

function ShownCount({ count, total }: { count: number; total: number }) {
  const text = count === total ? issues({ count }) : issuesOf({ shown: count, total });
  return (
    <span role="status" aria-label={text} className="text-sm text-soft tabular-nums">
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
    <div role="group" aria-label={words.country()} className="flex gap-1">
      {parties.map((party, place) => (
        <Toggle
          key={party}
          party={place}
          pressed={chosen.includes(party)}
          onClick={() => toggle(party)}
        >
          {partyName(party)}
        </Toggle>
      ))}
    </div>
  );
}

interface ToggleProps {
  readonly pressed: boolean;
  readonly party?: number;
  readonly onClick: () => void;
  readonly children: string;
}

function Toggle({ pressed, party, onClick, children }: ToggleProps) {
  const on =
    party === undefined
      ? 'border-accent bg-accent text-on-accent'
      : 'border-party bg-party-well text-party';
  return (
    <button
      type="button"
      aria-pressed={pressed}
      data-party={party}
      onClick={onClick}
      className={`h-9 rounded-md border px-2.5 text-sm sm:h-8 ${
        pressed ? on : 'border-edge bg-surface hover:border-ink'
      }`}
    >
      {children}
    </button>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly all: string;
  readonly options: readonly T[];
  readonly nameOf: (option: T) => string;
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
}

function Choice<T extends string>({
  label,
  all,
  options,
  nameOf,
  value,
  onChange,
}: ChoiceProps<T>) {
  const choices: { value: T | ''; label: string }[] = [
    { value: '', label: all },
    ...options.map((option) => ({ value: option, label: nameOf(option) })),
  ];
  return (
    <Select
      aria-label={label}
      value={value ?? ''}
      options={choices}
      onChoose={(chosen) => onChange(chosen === '' ? null : chosen)}
      className={`h-9 max-w-44 sm:h-8 ${
        value === null ? 'border-edge hover:border-ink' : 'border-accent text-accent'
      }`}
    />
  );
}
