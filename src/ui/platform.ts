/** Whether the keyboard is an Apple one, where Cmd does what Ctrl does elsewhere. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
