/** Buttons: `primary` for the one main action of a place, `plain` for the others, `quiet` where many stand together. */
import type { ComponentPropsWithRef } from 'react';

type Tone = 'primary' | 'plain' | 'quiet' | 'problem';

const base =
  'inline-flex items-center justify-center gap-1.5 rounded-md text-sm font-medium whitespace-nowrap ' +
  'transition-colors duration-100 disabled:opacity-45 select-none ' +
  'aria-disabled:opacity-45 aria-disabled:transition-opacity aria-disabled:delay-300';

const tones: Readonly<Record<Tone, string>> = {
  primary: 'bg-accent text-on-accent enabled:hover:brightness-110',
  plain: 'border border-edge bg-surface text-ink enabled:hover:border-ink',
  quiet: 'text-ink enabled:hover:bg-well',
  problem: 'border border-edge bg-surface text-problem enabled:hover:border-problem',
};

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly tone?: Tone;
  /** What it does is under way: it stays where it is, and a press does nothing. */
  readonly isBusy?: boolean;
}

export function Button({ tone = 'plain', isBusy = false, className = '', ...props }: ButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={isBusy || undefined}
      className={`${base} ${tones[tone]} h-9 px-3 sm:h-8 pointer-coarse:h-11 ${className}`}
      {...props}
    />
  );
}

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  /** The accessible name, also shown as a tooltip. */
  readonly label: string;
  readonly hint?: string;
}

/** A square button with an icon alone. */
export function IconButton({ label, hint, className = '', ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={hint ?? label}
      className={`${base} ${tones.quiet} size-9 text-soft enabled:hover:text-ink sm:size-8 pointer-coarse:size-11 ${className}`}
      {...props}
    />
  );
}
