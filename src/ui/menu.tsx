/** A menu under the button that opened it. Loaded when it is first opened. */
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ComponentType } from 'react';
import { menuItemLook, menuLineLook, menuLook } from './menu-look.ts';
import { isPlainPress } from './plain-press.ts';
import { useFirstEntry } from './use-first-entry.ts';

type Icon = ComponentType<{ readonly className?: string; readonly 'aria-hidden'?: 'true' }>;

export type MenuEntry =
  | {
      readonly kind: 'action';
      readonly label: string;
      /** Its key. */
      readonly shortcut?: string;
      readonly icon?: Icon;
      readonly onChoose: () => void;
    }
  | {
      readonly kind: 'link';
      readonly label: string;
      readonly href: string;
      readonly icon?: Icon;
      readonly isCurrent?: boolean;
      /** Follows it within the page. */
      readonly onFollow: () => void;
    }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly value: string;
      readonly onChoose: (value: string) => void;
    }
  /** Says why there is no more in it. `isComing`: there soon will be. */
  | { readonly kind: 'note'; readonly text: string; readonly isComing: boolean }
  | { readonly kind: 'line' };

interface MenuProps {
  readonly label: string;
  readonly anchor: HTMLElement;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

export function Menu({ label, anchor, entries, onClose }: MenuProps) {
  const begin = useFirstEntry(!entries.some((entry) => entry.kind === 'note' && entry.isComing));
  return (
    <BaseMenu.Root open onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <BaseMenu.Portal container={anchor.closest<HTMLElement>('header, main')}>
        <BaseMenu.Positioner
          anchor={anchor}
          sideOffset={6}
          align="end"
          collisionPadding={8}
          className="z-40"
        >
          <BaseMenu.Popup
            aria-label={label}
            finalFocus={() => (anchor.isConnected ? anchor : true)}
            onFocus={begin}
            onKeyDown={(event) => {
              // As in any menu: it closes, and the focus is where it was opened.
              if (event.key !== 'Tab') return;
              event.preventDefault();
              onClose();
            }}
            className={menuLook}
          >
            {entries.map((entry, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a menu keeps its entries as long as it is open
              <Entry key={place} entry={entry} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  switch (entry.kind) {
    case 'action':
      return (
        <BaseMenu.Item
          aria-keyshortcuts={entry.shortcut}
          className={menuItemLook}
          onClick={entry.onChoose}
        >
          {entry.icon && <entry.icon aria-hidden="true" className="size-4 text-soft" />}
          {entry.label}
          {entry.shortcut !== undefined && (
            <span aria-hidden="true" className="ml-auto pl-4 text-xs text-soft">
              {entry.shortcut}
            </span>
          )}
        </BaseMenu.Item>
      );
    case 'link':
      return (
        <BaseMenu.Item
          className={`${menuItemLook} ${entry.isCurrent ? 'font-semibold' : ''}`}
          render={
            <a
              href={entry.href}
              aria-current={entry.isCurrent ? 'page' : undefined}
              onClick={(event) => {
                if (!isPlainPress(event)) return;
                event.preventDefault();
                entry.onFollow();
              }}
            />
          }
        >
          {entry.icon && <entry.icon aria-hidden="true" className="size-4 text-soft" />}
          <span dir="auto" className="kept-within min-w-0 truncate">
            {entry.label}
          </span>
          {entry.isCurrent && <Check aria-hidden="true" className="ml-auto size-4 shrink-0" />}
        </BaseMenu.Item>
      );
    case 'choice':
      return (
        <BaseMenu.RadioGroup value={entry.value} aria-label={entry.label}>
          <p className="px-2.5 pt-1.5 pb-0.5 text-xs text-soft" aria-hidden="true">
            {entry.label}
          </p>
          {entry.options.map(({ value, label }) => (
            <BaseMenu.RadioItem
              key={value}
              value={value}
              closeOnClick
              className={menuItemLook}
              onClick={() => entry.onChoose(value)}
            >
              {label}
              <BaseMenu.RadioItemIndicator className="ml-auto">
                <Check aria-hidden="true" className="size-4" />
              </BaseMenu.RadioItemIndicator>
            </BaseMenu.RadioItem>
          ))}
        </BaseMenu.RadioGroup>
      );
    case 'note':
      return <p className="px-2.5 py-1.5 text-sm text-soft">{entry.text}</p>;
    case 'line':
      return <BaseMenu.Separator className={menuLineLook} />;
  }
}
