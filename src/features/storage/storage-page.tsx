/**
 * What is kept in this browser: how much, for how long, whether Parley opens without a network, and the ways to take all
 * of it out, to check it, and to begin again.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemOf } from '#src/domain/problem.ts';
import type { Keeping } from '#src/offline/app-keeper.ts';
import type { Device } from '#src/storage/device.ts';
import type { ShelfContents } from '#src/store/device-contents.ts';
import { Button } from '#src/ui/button.tsx';
import * as words from '#src/words/compiled/storage.ts';
import { formatBytes, formatCount } from '#src/words/numbers.ts';
import { problemText } from '#src/words/problems.ts';
import { ResetDialog } from './reset-dialog.tsx';

export interface StorageServices {
  readonly device: Device;
  readonly contents: () => Promise<readonly ShelfContents[]>;
  /** Everything as one file, which is handed to the reader. */
  readonly download: () => Promise<void>;
  /** Whether everything here is Parley's own, so that beginning again makes sense. */
  readonly isDemo: boolean;
}

interface StoragePageProps {
  readonly services: StorageServices;
  /** Null while the app is developed. */
  readonly keeping: Keeping | null;
}

export function StoragePage({ services, keeping }: StoragePageProps) {
  const { device } = services;
  const contents = useQuery({ queryKey: ['device', 'contents'], queryFn: services.contents });
  return (
    <main className="page-width w-full max-w-4xl! px-3 py-6 sm:px-5">
      <div className="grid gap-8">
        <Section heading={words.kept()}>
          <p>{words.keptWhy()}</p>
          <Usage device={device} />
          {contents.isPending && <p role="status">{words.reading()}</p>}
          {contents.error && <p role="alert">{problemText(problemOf(contents.error))}</p>}
          {contents.data && <Contents all={contents.data} />}
        </Section>
        <Section heading={words.howLong()}>
          <HowLong device={device} />
        </Section>
        <Section heading={words.offline()}>
          <Offline device={device} keeping={keeping} />
        </Section>
        <Section heading={words.takeOut()}>
          <Download download={services.download} />
          <Check contents={services.contents} />
          {services.isDemo && <Reset services={services} all={contents.data ?? []} />}
        </Section>
      </div>
    </main>
  );
}

function Section({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h2 className="border-line border-b pb-1 text-lg font-semibold">{heading}</h2>
      {children}
    </section>
  );
}

function Usage({ device }: { device: Device }) {
  const { data, isPending } = useQuery({ queryKey: ['device', 'usage'], queryFn: device.usage });
  if (isPending) return null;
  if (!data) return <p>{words.noUsage()}</p>;
  return <p>{words.usage({ used: formatBytes(data.used), allowed: formatBytes(data.allowed) })}</p>;
}

function Contents({ all }: { all: readonly ShelfContents[] }) {
  if (all.length === 0) return <p>{words.nothing()}</p>;
  const hasDoubts = all.some((one) => doubtful(one) > 0);
  const number = 'py-1.5 pl-4 text-right tabular-nums';
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-line border-b text-left text-soft">
            <th scope="col" className="py-1.5 font-medium">
              {words.dossier()}
            </th>
            <th scope="col" className={`${number} font-medium`}>
              {words.entries()}
            </th>
            <th scope="col" className={`${number} font-medium`}>
              {words.waiting()}
            </th>
            {hasDoubts && (
              <th scope="col" className={`${number} font-medium`}>
                {words.inDoubt()}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.shelf} className="border-line border-b align-top">
              <th scope="row" dir="auto" className="wrap-anywhere py-1.5 text-left font-normal">
                {nameOf(one)}
                {one.problem && (
                  <p className="text-problem">
                    {words.unread({ reason: problemText(one.problem) })}
                  </p>
                )}
              </th>
              <td className={number}>{formatCount(one.events)}</td>
              <td className={number}>{formatCount(one.waiting + one.refused)}</td>
              {hasDoubts && <td className={number}>{formatCount(doubtful(one))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf({ title, dossier, isOwn }: ShelfContents): string {
  const name = title ?? dossier;
  return isOwn ? name : words.ofOther({ title: name });
}

function doubtful({ aside, unreadable, missing }: ShelfContents): number {
  return aside + unreadable + missing;
}

function HowLong({ device }: { device: Device }) {
  const client = useQueryClient();
  const [isRefused, setIsRefused] = useState(false);
  const { data, isPending } = useQuery({
    queryKey: ['device', 'persisted'],
    queryFn: device.isPersisted,
  });
  if (isPending) return null;
  if (data === null) return <p>{words.persistUnknown()}</p>;
  if (data) return <p>{words.persisted()}</p>;
  const ask = async () => {
    setIsRefused(!(await device.persist()));
    await client.invalidateQueries({ queryKey: ['device', 'persisted'] });
  };
  return (
    <>
      <p>{words.notPersisted()}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => void ask()}>{words.persist()}</Button>
        <p role="status">{isRefused && words.persistRefused()}</p>
      </div>
    </>
  );
}

function Offline({ device, keeping }: { device: Device; keeping: Keeping | null }) {
  const { data: size } = useQuery({
    queryKey: ['device', 'app', keeping?.isKept],
    queryFn: device.appSize,
  });
  if (!keeping) return <p>{words.appDeveloped()}</p>;
  const { notKept, isKept } = keeping;
  if (notKept?.path) {
    const { path } = notKept;
    return <p>{isKept ? words.newerChanged({ path }) : words.appChanged({ path })}</p>;
  }
  if (notKept) return <p>{words.appRefused({ reason: notKept.reason })}</p>;
  if (!isKept || !size) return <p role="status">{words.appComing()}</p>;
  return <p>{words.appKept({ size: formatBytes(size) })}</p>;
}

interface ActionProps {
  readonly button: ReactNode;
  readonly why: string;
  readonly children?: ReactNode;
}

function Action({ button, why, children }: ActionProps) {
  return (
    <div className="grid gap-2 sm:grid-cols-[14rem_minmax(0,1fr)] sm:gap-4">
      <div className="grid content-start">{button}</div>
      <div className="self-center">
        <p>{why}</p>
        {children}
      </div>
    </div>
  );
}

function Download({ download }: { download: () => Promise<void> }) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async () => {
    setIsBusy(true);
    setProblem(null);
    await download().catch((error: unknown) => setProblem(problemText(problemOf(error))));
    setIsBusy(false);
  };
  return (
    <Action
      why={words.downloadWhy()}
      button={
        <Button isBusy={isBusy} onClick={() => !isBusy && void run()}>
          {words.download()}
        </Button>
      }
    >
      {problem && (
        <p role="alert" className="mt-2">
          {problem}
        </p>
      )}
    </Action>
  );
}

function Check({ contents }: { contents: StorageServices['contents'] }) {
  const [found, setFound] = useState<readonly string[] | 'checking' | null>(null);
  const isBusy = found === 'checking';
  const run = async () => {
    setFound('checking');
    try {
      setFound(findings(await contents()));
    } catch (error) {
      setFound([problemText(problemOf(error))]);
    }
  };
  return (
    <Action
      why={words.checkWhy()}
      button={
        <Button isBusy={isBusy} onClick={() => !isBusy && void run()}>
          {words.check()}
        </Button>
      }
    >
      <div role="status" className="font-medium *:mt-2">
        {isBusy && <p>{words.checking()}</p>}
        {Array.isArray(found) && found.map((text) => <p key={text}>{text}</p>)}
      </div>
    </Action>
  );
}

/** What a check has found, in sentences; where it is nothing, that all is well. */
function findings(all: readonly ShelfContents[]): readonly string[] {
  const problems = all.flatMap((one) => {
    const title = nameOf(one);
    const broken = one.aside + one.unreadable;
    return [
      ...(one.problem ? [words.foundUnread({ title, reason: problemText(one.problem) })] : []),
      ...(broken > 0 ? [words.foundAside({ title, count: broken })] : []),
      ...(one.missing > 0 ? [words.foundMissing({ title, count: one.missing })] : []),
      ...(one.refused > 0 ? [words.foundRefused({ title, count: one.refused })] : []),
      ...(one.snapshot === 'wrong' ? [words.foundSnapshot({ title })] : []),
    ];
  });
  if (problems.length > 0) return problems;
  return [words.checkedWell({ dossiers: all.length, count: entriesOf(all) })];
}

function entriesOf(all: readonly ShelfContents[]): number {
  return all.reduce((sum, { events }) => sum + events, 0);
}

interface ResetProps {
  readonly services: StorageServices;
  readonly all: readonly ShelfContents[];
}

function Reset({ services, all }: ResetProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Action
      why={words.resetWhy()}
      button={
        <Button tone="problem" onClick={() => setIsOpen(true)}>
          {words.reset()}
        </Button>
      }
    >
      {isOpen && (
        <ResetDialog
          dossiers={all.length}
          entries={entriesOf(all)}
          device={services.device}
          download={services.download}
          onClose={() => setIsOpen(false)}
        />
      )}
    </Action>
  );
}
