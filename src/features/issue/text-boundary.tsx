/** A fence around one text that somebody wrote: where showing it fails, it alone is shown as it was typed. */
import { Component, type ReactNode } from 'react';
import { asTyped } from '#src/words/compiled/issue.ts';

interface TextBoundaryProps {
  readonly text: string;
  readonly children: ReactNode;
}

interface TextBoundaryState {
  /** The text that could not be shown; another one is tried again. */
  readonly failed: string | null;
  readonly hasFailed: boolean;
}

export class TextBoundary extends Component<TextBoundaryProps, TextBoundaryState> {
  override state: TextBoundaryState = { failed: null, hasFailed: false };

  static getDerivedStateFromError(): Partial<TextBoundaryState> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(
    { text }: TextBoundaryProps,
    { failed, hasFailed }: TextBoundaryState,
  ): TextBoundaryState | null {
    if (!hasFailed) return null;
    if (failed === null) return { failed: text, hasFailed };
    return failed === text ? null : { failed: null, hasFailed: false };
  }

  override render() {
    const { text, children } = this.props;
    return this.state.hasFailed ? <AsTyped text={text} /> : children;
  }
}

export function AsTyped({ text }: { text: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <p dir="auto" className="kept-within wrap-anywhere whitespace-pre-wrap">
        {text}
      </p>
      <p className="text-xs text-soft">{asTyped()}</p>
    </div>
  );
}
