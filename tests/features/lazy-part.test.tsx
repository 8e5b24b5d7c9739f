/** A part that is loaded late: not to be had, slow, or broken; and all that stands around it. */
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ComponentType, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { IsServedContext, lazyPart } from '#src/ui/lazy-part.tsx';
import { PartFailed } from '#src/ui/part-failed.tsx';

interface Props {
  readonly id: string;
}

afterEach(() => vi.useRealTimers());

/** A part whose loading is answered by hand: `answers` holds one function for each time it was tried. */
function partByHand() {
  const answers: ((outcome: ComponentType<Props> | Error) => void)[] = [];
  const Part = lazyPart<Props>({
    load: () =>
      new Promise((resolve, reject) => {
        answers.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)));
      }),
    whenFailed: (failure) => <PartFailed part="The part" failure={failure} />,
    askedBy: ({ id }) => id,
  });
  const answer = (outcome: ComponentType<Props> | Error) =>
    act(async () => answers.at(-1)?.(outcome));
  return { Part, answers, answer };
}

function Works({ id }: Props) {
  const [text, setText] = useState('');
  return (
    <input aria-label={`Works with ${id}`} value={text} onChange={(e) => setText(e.target.value)} />
  );
}

let fault: Error | null = null;

function Brittle({ id }: Props) {
  if (fault) throw fault;
  return <p>{`Whole with ${id}`}</p>;
}

function page(Part: ComponentType<Props>, isServed: boolean, id = 'a') {
  return (
    <IsServedContext value={() => Promise.resolve(isServed)}>
      <p>The rest</p>
      <Part id={id} />
    </IsServedContext>
  );
}

test('a part that cannot be loaded says so in its place, and is there when it is tried again', async () => {
  const { Part, answers, answer } = partByHand();
  render(page(Part, false));
  await answer(new Error('no'));
  expect(screen.getByText('The rest')).toBeInTheDocument();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The part could not be loaded, because the server cannot be reached. Your work is kept.',
  );
  expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByRole('button', { name: 'Trying…' })).toHaveFocus();
  await answer(new Error('no'));
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await answer(Works);
  expect(screen.getByLabelText('Works with a')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(answers).toHaveLength(3);
});

test('where the server answers, the page can be loaded again', async () => {
  const { Part, answer } = partByHand();
  render(page(Part, true));
  await answer(new Error('no'));
  expect(await screen.findByRole('alert')).toHaveTextContent('there may be a newer version');
  expect(screen.getByRole('button', { name: 'Reload' })).toBeInTheDocument();
});

test('it is tried again with the connection, and when it is asked for anew', async () => {
  const { Part, answers, answer } = partByHand();
  const { rerender, unmount } = render(page(Part, false));
  await answer(new Error('no'));
  await screen.findByRole('alert');
  act(() => void window.dispatchEvent(new Event('online')));
  expect(answers).toHaveLength(2);
  await answer(new Error('no'));
  rerender(page(Part, false, 'b'));
  expect(answers).toHaveLength(3);
  await answer(new Error('no'));
  unmount();
  render(page(Part, false, 'b'));
  // What failed before is not said before it has failed again.
  expect(screen.queryByRole('alert')).toBeNull();
  expect(answers).toHaveLength(4);
  await answer(Works);
  expect(screen.getByLabelText('Works with b')).toBeInTheDocument();
});

test('a preload that fails says nothing and is no failure of what is asked for later', async () => {
  const { Part, answers, answer } = partByHand();
  Part.preload();
  await answer(new Error('no'));
  render(page(Part, false));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(answers).toHaveLength(2);
  await answer(Works);
  expect(screen.getByLabelText('Works with a')).toBeInTheDocument();
});

test('a part that does not come is said not to, and is there when it comes after all', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { Part, answer } = partByHand();
  render(page(Part, false));
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  expect(screen.getByRole('alert')).toBeInTheDocument();
  await answer(Works);
  expect(screen.getByLabelText('Works with a')).toBeInTheDocument();
});

test('a part that throws is told by its cause, the rest stands, and it is drawn again when asked for anew', async () => {
  const { Part, answer } = partByHand();
  fault = new Error('A date cannot be read.');
  const complained = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { rerender } = render(page(Part, true));
  await answer(Brittle);
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The part cannot be shown, because of a fault in this page (A date cannot be read). Your work is kept.',
  );
  expect(screen.getByText('The rest')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByRole('alert')).toBeInTheDocument();
  fault = null;
  rerender(page(Part, true, 'b'));
  await waitFor(() => expect(screen.getByText('Whole with b')).toBeInTheDocument());
  expect(complained).toHaveBeenCalled();
  complained.mockClear();
});

test('asking anew for a part that is there keeps what was typed into it', async () => {
  const { Part, answer } = partByHand();
  const { rerender } = render(page(Part, true));
  await answer(Works);
  await userEvent.type(screen.getByLabelText('Works with a'), 'kept');
  rerender(page(Part, true, 'b'));
  expect(screen.getByLabelText('Works with b')).toHaveValue('kept');
});

test('a press while it is being tried counts: where that fails, it is tried once more', async () => {
  const { Part, answers, answer } = partByHand();
  render(page(Part, false));
  await answer(new Error('no'));
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await userEvent.click(screen.getByRole('button', { name: 'Trying…' }));
  await userEvent.click(screen.getByRole('button', { name: 'Trying…' }));
  await answer(new Error('no'));
  await waitFor(() => expect(answers).toHaveLength(3));
  await answer(new Error('no'));
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeInTheDocument();
  expect(answers).toHaveLength(3);
});
