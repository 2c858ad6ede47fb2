// Files that came from outside: shared to the app, opened with it, or chosen on the home page. A lab takes them.
import { useEffect, useRef } from 'react';
import { createStore } from 'zustand/vanilla';

const store = createStore<readonly File[]>(() => []);

/** Keeps the files for the lab that takes them next. */
export function handOver(files: readonly File[]): void {
  if (files.length > 0) store.setState([...files], true);
}

/** The files that wait, once: who takes them has them. */
function takeHandedFiles(): readonly File[] {
  const files = store.getState();
  if (files.length > 0) store.setState([], true);
  return files;
}

/** Calls `onFiles` with files that wait when the lab opens, and with those that come while it is open. */
export function useHandedFiles(onFiles: (files: readonly File[]) => void): void {
  const newest = useRef(onFiles);
  useEffect(() => {
    newest.current = onFiles;
  });
  useEffect(() => {
    const take = (): void => {
      const files = takeHandedFiles();
      if (files.length > 0) newest.current(files);
    };
    take();
    return store.subscribe(take);
  }, []);
}
