/** The parties of a dossier: those chosen as chips, and a field that finds more of them by whatever they are called. */
import { Combobox } from '@base-ui/react/combobox';
import { Check, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { PartyCode } from '#src/domain/ids.ts';
import { Field, inputClass } from '#src/ui/field.tsx';
import { menuItemLook } from '#src/ui/menu-look.ts';
import * as words from '#src/words/compiled/dossiers.ts';
import { fullPartyName, partyName } from '#src/words/parties.ts';
import { findParties } from '#src/words/party-search.ts';

interface PartiesFieldProps {
  readonly parties: readonly PartyCode[];
  readonly problem: string | undefined;
  readonly onChange: (parties: readonly PartyCode[]) => void;
}

export function PartiesField({ parties, problem, onChange }: PartiesFieldProps) {
  const [typed, setTyped] = useState('');
  const found = useMemo(() => findParties(typed), [typed]);
  return (
    <Combobox.Root
      multiple
      autoHighlight
      items={found}
      filteredItems={found}
      value={[...parties]}
      onValueChange={(chosen, details) => {
        // With the list closed it would take all of them off, and nobody means that by it.
        if (details.reason === 'escape-key') {
          details.cancel();
          return;
        }
        onChange(chosen);
        setTyped('');
      }}
      inputValue={typed}
      onInputValueChange={setTyped}
      itemToStringLabel={partyName}
    >
      <Field label={words.parties()} hint={words.partiesHint()} problem={problem}>
        {(control) => (
          <Combobox.InputGroup
            data-invalid={control['aria-invalid'] ? '' : undefined}
            className={`${inputClass} flex flex-wrap items-center gap-1.5 focus-within:outline-2 focus-within:outline-accent data-invalid:border-problem`}
          >
            <Combobox.Chips
              aria-label={parties.length > 0 ? words.chosen() : undefined}
              className="contents"
            >
              {parties.map((code, place) => (
                <Combobox.Chip
                  key={code}
                  data-party={place}
                  aria-label={partyName(code)}
                  className="inline-flex items-center gap-1 rounded-sm bg-party-well pl-2 text-party outline-none focus-within:outline-2 focus-within:outline-accent data-highlighted:outline-2 data-highlighted:outline-accent"
                >
                  {fullPartyName(code)}
                  <Combobox.ChipRemove
                    aria-label={words.takeOff({ party: partyName(code) })}
                    className="grid size-7 place-items-center rounded-sm pointer-coarse:size-11 hover:bg-surface"
                  >
                    <X aria-hidden="true" className="size-3.5" />
                  </Combobox.ChipRemove>
                </Combobox.Chip>
              ))}
              <Combobox.Input
                {...control}
                placeholder={parties.length > 0 ? '' : words.partiesExample()}
                className="min-h-7 min-w-32 flex-1 bg-transparent outline-none placeholder:text-soft"
              />
            </Combobox.Chips>
          </Combobox.InputGroup>
        )}
      </Field>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-50 outline-none">
          <Combobox.Popup className="max-h-[min(var(--available-height),18rem)] w-(--anchor-width) overflow-y-auto overscroll-contain rounded-md border border-line bg-raised p-1 shadow-lg">
            <Combobox.Empty className="text-sm text-soft">
              <p className="px-2.5 py-2">{words.noSuchParty()}</p>
            </Combobox.Empty>
            <Combobox.List>
              {(code: PartyCode) => (
                <Combobox.Item key={code} value={code} className={menuItemLook}>
                  {fullPartyName(code)}
                  <Combobox.ItemIndicator className="ml-auto">
                    <Check aria-hidden="true" className="size-4" />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
