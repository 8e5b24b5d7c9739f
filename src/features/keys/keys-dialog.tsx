/** The keys of the page, listed where they work. */
import { closeDialog } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { useScreen, useStores } from '#src/store/hooks.ts';
import { Dialog } from '#src/ui/dialog.tsx';
import { isApple } from '#src/ui/platform.ts';
import * as words from '#src/words/compiled/keys.ts';
import { keyCaps } from './key-caps.ts';
import { cardHints, type KeyHint, noteHints, pageHints, rowHints } from './key-hints.ts';

export function KeysDialog() {
  const close = useCommand(closeDialog);
  return (
    <Dialog title={words.heading()} onClose={() => void close()} givesFocusBack={() => true}>
      <div className="grid gap-5">
        <CharacterKeys />
        <KeyList heading={words.onPage()} hints={pageHints} />
        <KeyList heading={words.onCard()} hints={cardHints} />
        <KeyList heading={words.inRow()} hints={rowHints} />
        <KeyList heading={words.inNote()} hints={noteHints} />
      </div>
    </Dialog>
  );
}

/** For whoever dictates, or strikes keys unawares. Those that need Ctrl or Cmd, and those of a card, stay. */
function CharacterKeys() {
  const { screen } = useStores();
  const isOn = useScreen((state) => state.hasCharacterKeys);
  return (
    <label className="flex items-center gap-2 text-sm">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => screen.setCharacterKeys(target.checked)}
        className="size-4 accent-(--accent)"
      />
      {words.characterKeys()}
    </label>
  );
}

function KeyList({ heading, hints }: { heading: string; hints: readonly KeyHint[] }) {
  return (
    <section className="grid gap-1.5">
      <h3 className="border-line border-b pb-1 text-sm font-semibold">{heading}</h3>
      <dl className="grid gap-1.5 text-sm">
        {hints.map(({ keys, says }) => (
          <div key={keys.join(' ')} className="flex items-baseline gap-4">
            <dt className="order-last flex flex-wrap justify-end gap-x-2 gap-y-1">
              {keys.map((key) => (
                <Keys key={key} caps={keyCaps(key, isApple)} />
              ))}
            </dt>
            <dd className="min-w-0 flex-1">{says()}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Keys({ caps }: { caps: readonly string[] }) {
  return (
    <span className="inline-flex gap-0.5">
      {caps.map((cap) => (
        <kbd
          key={cap}
          className="min-w-6 rounded-sm border border-edge bg-well px-1.5 text-center font-sans text-xs leading-5"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
