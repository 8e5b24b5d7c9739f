/**
 * The top of the page: where one is, in which view, whether what was done is saved, and the actions that belong to all
 * of it. Every page has it, also one that is loading, fails or leads nowhere.
 */
import { ChevronDown, Ellipsis, Plus, Redo2, Search, Share2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ApiClient } from '#src/api/client.ts';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { openDialog } from '#src/commands/change-view.ts';
import { redo, undo } from '#src/commands/undo-redo.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { isFiltering } from '#src/domain/filter.ts';
import { phone } from '#src/features/shared/panel-place.ts';
import { SavedStatus } from '#src/features/status/saved-status.tsx';
import { useDossier, usePresent, useReadOnly } from '#src/store/hooks.ts';
import { layouts, type View, viewAddress } from '#src/store/view.ts';
import { Button, IconButton } from '#src/ui/button.tsx';
import { useMedia } from '#src/ui/use-media.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/header.ts';
import { describeStep } from '#src/words/steps.ts';
import { DossiersMenu, MoreMenu, ShareMenu } from './header-menus.tsx';
import { MenuButton } from './menu-button.tsx';
import { NewVersion } from './new-version.tsx';
import { views } from './views.tsx';

interface HeaderFrameProps {
  readonly api: ApiClient;
  /** The dossier that is shown, if one is. */
  readonly dossier?: string;
  /** The heading of the page, where it stands in the header. */
  readonly title?: string | undefined;
  /** What stands beneath it, in small print. */
  readonly under?: ReactNode;
  readonly children?: ReactNode;
}

/** What every page has at its top, whatever it shows. */
export function HeaderFrame({ api, dossier, title, under, children }: HeaderFrameProps) {
  return (
    <>
      <header className="border-line border-b bg-surface px-3 max-sm:sticky max-sm:top-0 max-sm:z-20 sm:px-5 print:hidden">
        <div className="page-width flex min-h-12 items-center gap-x-1">
          <Link
            href="/"
            aria-label={words.home()}
            className="mr-2 rounded-sm font-semibold text-accent tracking-tight max-sm:hidden"
          >
            Parley
          </Link>
          <div className="flex min-w-0 items-center max-sm:flex-1">
            {title !== undefined && (
              <div className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
                <h1
                  dir="auto"
                  title={title}
                  tabIndex={-1}
                  className="kept-within rounded-sm truncate text-base leading-5 font-semibold max-sm:text-sm"
                >
                  {title}
                </h1>
                {under}
              </div>
            )}
            <Dossiers api={api} dossier={dossier} hasTitle={title !== undefined} />
          </div>
          {children}
        </div>
      </header>
      <NewVersion />
    </>
  );
}

interface DossiersProps {
  readonly api: ApiClient;
  readonly dossier: string | undefined;
  readonly hasTitle: boolean;
}

function Dossiers({ api, dossier, hasTitle }: DossiersProps) {
  return (
    <MenuButton
      label={words.dossiers()}
      className={hasTitle ? 'size-8 shrink-0 justify-center max-sm:size-11' : 'h-9 px-2'}
      menu={(place) => <DossiersMenu {...place} api={api} dossier={dossier} />}
    >
      {!hasTitle && words.dossiers()}
      <ChevronDown aria-hidden="true" className="size-4" />
    </MenuButton>
  );
}

/** Where the filters wait behind a button, on a phone: whether they are on the page, and which element they are. */
export interface FiltersSwitch {
  readonly id: string;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

interface HeaderProps {
  readonly filters: FiltersSwitch;
  readonly wire: Wire;
  readonly api: ApiClient;
  readonly view: View;
  readonly hasDossier: boolean;
}

export function Header({ wire, api, view, hasDossier, filters }: HeaderProps) {
  const title = usePresent(({ board }) => board.dossier?.title);
  const dossier = useDossier((state) => state.dossier);
  const open = useCommand(openDialog);
  const isReadOnly = useReadOnly();
  const isPhone = useMedia(phone);
  const saved = hasDossier && <SavedStatus wire={wire} />;
  return (
    <HeaderFrame api={api} dossier={dossier} title={title} under={isPhone && saved}>
      {hasDossier && (
        <>
          <Views dossier={dossier} view={view} />
          <div className="ml-auto flex shrink-0 items-center gap-x-1">
            {!isPhone && <span className="mr-2">{saved}</span>}
            <IconButton
              label={words.find()}
              aria-expanded={filters.isOpen}
              aria-controls={filters.id}
              className={`size-11 sm:hidden ${isFiltering(view.filter) ? 'text-accent' : ''}`}
              onClick={filters.toggle}
            >
              <Search aria-hidden="true" className="size-4.5" />
            </IconButton>
            <UndoRedo />
            <Share />
            <More dossier={dossier} view={view} />
            <Button
              tone="primary"
              // On a phone within the thumb's reach.
              className={`ml-1 max-sm:fixed max-sm:right-4 max-sm:bottom-[calc(var(--bar-height,0px)+1rem)] max-sm:z-20 max-sm:h-12 max-sm:rounded-full max-sm:px-5 max-sm:shadow-lg ${
                view.issue ? 'max-sm:hidden' : ''
              }`}
              disabled={isReadOnly}
              onClick={() => void open({ kind: 'add-issue' })}
            >
              <Plus aria-hidden="true" className="size-4" />
              {commands.addIssue()}
            </Button>
          </div>
        </>
      )}
    </HeaderFrame>
  );
}

/** The ways to see the dossier; what is filtered stays filtered. */
function Views({ dossier, view }: { readonly dossier: string; readonly view: View }) {
  return (
    <nav aria-label={words.views()} className="ml-2 flex self-stretch max-sm:hidden">
      {layouts.map((layout) => {
        const isHere = layout === view.layout;
        return (
          <Link
            key={layout}
            href={viewAddress(dossier, { ...view, layout })}
            aria-current={isHere ? 'page' : undefined}
            className={`-mb-px flex items-center border-b-2 px-3 text-sm ${
              isHere
                ? 'border-accent font-semibold text-ink'
                : 'border-transparent text-soft hover:border-line hover:text-ink'
            }`}
          >
            {views[layout].name()}
          </Link>
        );
      })}
    </nav>
  );
}

function Share() {
  return (
    <MenuButton
      label={words.share()}
      className="h-8 px-2 max-sm:hidden"
      menu={(place) => <ShareMenu {...place} />}
    >
      <span className="max-lg:hidden">{words.share()}</span>
      <Share2 aria-hidden="true" className="size-4.5 lg:hidden" />
      <ChevronDown aria-hidden="true" className="size-4 max-lg:hidden" />
    </MenuButton>
  );
}

function More({ dossier, view }: { readonly dossier: string; readonly view: View }) {
  return (
    <MenuButton
      label={words.more()}
      className="size-8 justify-center max-sm:size-11"
      menu={(place) => <MoreMenu {...place} dossier={dossier} view={view} />}
    >
      <Ellipsis aria-hidden="true" className="size-4.5" />
    </MenuButton>
  );
}

function UndoRedo() {
  const { last, next } = useDossier((state) => state.undoStack);
  const board = usePresent((present) => present.board);
  const takeBack = useCommand(undo);
  const doAgain = useCommand(redo);
  const isReadOnly = useReadOnly();
  return (
    <>
      <IconButton
        label={commands.undo()}
        hint={last ? words.undoHint({ what: describeStep(last, board) }) : words.nothingToUndo()}
        aria-keyshortcuts="Control+Z"
        className="max-sm:size-11 max-sm:disabled:hidden"
        disabled={!last || isReadOnly}
        onClick={() => void takeBack({ focused: 'button' })}
      >
        <Undo2 aria-hidden="true" className="size-4.5" />
      </IconButton>
      <IconButton
        label={commands.redo()}
        hint={next ? words.redoHint({ what: describeStep(next, board) }) : words.nothingToRedo()}
        aria-keyshortcuts="Control+Shift+Z"
        className="max-sm:size-11 max-sm:disabled:hidden"
        disabled={!next || isReadOnly}
        onClick={() => void doAgain({ focused: 'button' })}
      >
        <Redo2 aria-hidden="true" className="size-4.5" />
      </IconButton>
    </>
  );
}
