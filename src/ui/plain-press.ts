/** Whether a link was pressed to be followed here: with a key held it opens elsewhere, as the browser does it. */
export function isPlainPress(event: {
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}): boolean {
  return !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}
