/** A file dropped anywhere on the page: it is taken in where it can be, and never opened in the page's place. */
import { useEffect, useState } from 'react';
import { dropHere } from '#src/words/compiled/header.ts';

/** `onFile`: called with the first of those dropped. True while one is held over the page. */
function useFileDrop(onFile: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const isOfFiles = ({ dataTransfer }: DragEvent) =>
      dataTransfer?.types.includes('Files') ?? false;
    const hold = (event: DragEvent) => {
      if (!isOfFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      // A field for files takes it by itself.
      const isTaken = event.target instanceof HTMLInputElement && event.target.type === 'file';
      if (!isOfFiles(event) || isTaken) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) onFile(file);
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onFile]);
  return isOver;
}

export function FileDrop({ onFile }: { readonly onFile: (file: File) => void }) {
  const isOver = useFileDrop(onFile);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-2 z-50 grid place-items-center rounded-xl border-2 border-accent border-dashed bg-surface/85">
      <p className="text-lg font-semibold">{dropHere()}</p>
    </div>
  );
}
