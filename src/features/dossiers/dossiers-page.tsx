/** All dossiers there are, with the way to begin another: those of the server, and those kept in this browser. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DossierList } from '#src/api/contract.ts';
import { type DossierDraft, type ExampleIssue, emptyDossier } from '#src/domain/dossier-draft.ts';
import { problemOf } from '#src/domain/problem.ts';
import { limits } from '#src/domain/schemas.ts';
import { cutTo } from '#src/domain/whole-characters.ts';
import type { DescribedDossier, KeptDossiers } from '#src/store/kept-dossiers.ts';
import { Button } from '#src/ui/button.tsx';
import { List } from '#src/ui/list.tsx';
import * as words from '#src/words/compiled/dossiers.ts';
import { language } from '#src/words/language.ts';
import { problemText } from '#src/words/problems.ts';
import { DossierEntry } from './dossier-entry.tsx';
import { type Listed, listOf } from './listed.ts';
import { NewDossierDialog } from './new-dossier-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';

export interface DossierServices {
  readonly listServed: (signal: AbortSignal) => Promise<DossierList>;
  readonly kept: () => Promise<KeptDossiers>;
  readonly describe: (ids: readonly string[]) => Promise<readonly DescribedDossier[]>;
  /** Resolves with its id once it is on the device. */
  readonly create: (draft: DossierDraft, example: ExampleIssue | null) => Promise<string>;
  readonly rename: (dossier: string, title: string) => Promise<void>;
  readonly remove: (dossier: string) => Promise<void>;
  /** Takes its removal back. */
  readonly restore: (dossier: string) => Promise<void>;
  /** Another one with this title and all that is in it. */
  readonly duplicate: (dossier: string, title: string) => Promise<void>;
  readonly downloadArchive: (dossier: string) => Promise<void>;
  /** Whether the server is this browser's own. */
  readonly isEmbedded: boolean;
}

interface DossiersPageProps {
  readonly services: DossierServices;
  /** Whether the dialog that begins one is open: its address says so. */
  readonly isBeginning: boolean;
  readonly onBegin: () => void;
  readonly onImport: () => void;
  readonly onLeave: () => void;
  /** Leads to the page of a dossier. */
  readonly onOpen: (dossier: string) => void;
}

const noneKept: KeptDossiers = { ids: new Set(), waiting: new Set() };

/** What the page shows, as it becomes known. */
function useListed(services: DossierServices) {
  const served = useQuery({
    queryKey: ['dossiers'],
    queryFn: ({ signal }) => services.listServed(signal),
  });
  const kept = useQuery({ queryKey: ['device', 'dossiers'], queryFn: services.kept });
  const isServedKnown = served.data !== undefined || served.error !== null;
  const isTold = new Set(served.data?.dossiers.map(({ id }) => id));
  const { ids, waiting } = kept.data ?? noneKept;
  // Of the one the server knows nothing, of the other less than is known here.
  const first = [...ids].filter((id) => !isTold.has(id) || waiting.has(id)).sort();
  const rest = [...ids].filter((id) => !first.includes(id)).sort();
  const described = useDescribed(services, first, isServedKnown);
  const isPending = !isServedKnown || kept.isPending || described.isLoading;
  const more = useDescribed(services, rest, !isPending);
  const known = {
    served: served.data?.dossiers ?? [],
    kept: kept.data ?? noneKept,
    described: [...(described.data ?? []), ...(more.data ?? [])],
  };
  const all = listOf(known, language().tag);
  return { all, isPending, error: served.error };
}

/** All of each is read for it, so that those which are needed at once come first. */
function useDescribed(services: DossierServices, ids: readonly string[], isEnabled: boolean) {
  return useQuery({
    queryKey: ['device', 'described', ...ids],
    queryFn: () => services.describe(ids),
    enabled: isEnabled && ids.length > 0,
    // Coming back to the window is no reason to read all of it again.
    refetchOnWindowFocus: false,
  });
}

export function DossiersPage(props: DossiersPageProps) {
  const { services, isBeginning, onBegin, onImport, onLeave, onOpen } = props;
  const { all, isPending, error } = useListed(services);
  const client = useQueryClient();
  const [draft, setDraft] = useState(emptyDossier);
  const [renamed, setRenamed] = useState<Listed | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<Listed | null>(null);
  /** The one removed last, as long as the page is here. */
  const [removed, setRemoved] = useState<Listed | null>(null);
  /** What waits is looked up first: what waits no more the server tells. */
  const again = async () => {
    await client.invalidateQueries({ queryKey: ['device', 'dossiers'] });
    await client.invalidateQueries({ queryKey: ['device', 'described'] });
    await client.invalidateQueries({ queryKey: ['dossiers'] });
  };
  const create = async (checked: DossierDraft, example: ExampleIssue | null) => {
    const id = await services.create(checked, example);
    setDraft(emptyDossier);
    void again();
    onOpen(id);
  };
  const rename = async ({ id }: Listed, title: string) => {
    await services.rename(id, title);
    setRenamed(null);
    setSaid(words.renamed({ title }));
    await again();
  };
  /** What is asked for in an entry's menu, and what is said once it is done. */
  const act = async (what: string, work: () => Promise<void>, done: string): Promise<boolean> => {
    setProblem(null);
    try {
      await work();
      setSaid(done);
      await again();
      return true;
    } catch (error) {
      setProblem(words.notDone({ what, reason: problemText(problemOf(error)) }));
      return false;
    }
  };
  const duplicate = ({ id, title }: Listed) => {
    const copy = cutTo(words.copyOf({ title }), limits.title);
    const done = words.duplicated({ title: copy });
    void act(words.duplicate(), () => services.duplicate(id, copy), done);
  };
  const download = ({ id, title }: Listed) => {
    const done = words.downloaded({ title });
    void act(words.downloadArchive(), () => services.downloadArchive(id), done);
  };
  const remove = async (one: Listed) => {
    const { id, title } = one;
    const isDone = await act(
      words.remove(),
      () => services.remove(id),
      words.removedNow({ title }),
    );
    if (isDone) setRemoved(one);
    setLeaving(null);
  };
  const takeBack = async ({ id, title }: Listed) => {
    const isDone = await act(
      words.takeBack(),
      () => services.restore(id),
      words.restoredNow({ title }),
    );
    if (isDone) setRemoved(null);
  };
  return (
    <main className="page-width w-full max-w-4xl! px-3 py-6 sm:px-5">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-3 border-line border-b pb-3">
        <p role="status" className="text-soft">
          {isPending ? words.coming() : words.count({ count: all.length })}
        </p>
        <span className="flex gap-2">
          <Button onClick={onImport}>{words.importFile()}</Button>
          <Button tone="primary" onClick={onBegin}>
            <Plus aria-hidden="true" className="size-4" />
            {words.newDossier()}
          </Button>
        </span>
      </div>
      {error && (
        <p role="alert" className="pt-3">
          {words.failed({ reason: problemText(problemOf(error)) })}
        </p>
      )}
      {problem !== null && (
        <p role="alert" className="pt-3 text-problem">
          {problem}
        </p>
      )}
      {removed && (
        <Removed key={removed.id} title={removed.title} onUndo={() => void takeBack(removed)} />
      )}
      {!isPending && all.length === 0 && (
        <div className="grid gap-2 py-16 text-center">
          <h2 className="text-lg font-semibold">{words.none()}</h2>
          <p className="text-soft">{words.noneWhy()}</p>
        </div>
      )}
      <List>
        {all.map((one) => (
          <DossierEntry
            key={one.id}
            listed={one}
            isEmbedded={services.isEmbedded}
            onOpen={() => onOpen(one.id)}
            onRename={() => setRenamed(one)}
            onDuplicate={() => duplicate(one)}
            onDownload={() => download(one)}
            onRemove={() => setLeaving(one)}
          />
        ))}
      </List>
      <p role="status" className="sr-only">
        {said}
      </p>
      {isBeginning && (
        <NewDossierDialog draft={draft} onChange={setDraft} onCreate={create} onClose={onLeave} />
      )}
      {leaving && (
        <RemoveDialog
          dossier={leaving}
          onRemove={() => remove(leaving)}
          onDownload={() => download(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
      {renamed && (
        <RenameDialog
          title={renamed.title}
          onRename={(title) => rename(renamed, title)}
          onClose={() => setRenamed(null)}
        />
      )}
    </main>
  );
}

function Removed({ title, onUndo }: { readonly title: string; readonly onUndo: () => void }) {
  const undo = useRef<HTMLButtonElement>(null);
  // What had the focus has gone with the dossier.
  useEffect(() => undo.current?.focus(), []);
  return (
    <p className="mt-3 flex flex-wrap items-center justify-between gap-3 rounded-md bg-well px-3 py-2 text-sm">
      <span className="wrap-anywhere min-w-0">{words.removedNow({ title })}</span>
      <Button ref={undo} onClick={onUndo}>
        {words.takeBack()}
      </Button>
    </p>
  );
}
