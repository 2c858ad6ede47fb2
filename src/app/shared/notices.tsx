// Short notices at the edge of the page: what happened, with at most one thing to do about it (undo).
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createStore, useStore } from 'zustand';
import { Button, IconButton } from './button.tsx';
import { classes } from './classes.ts';
import styles from './notices.module.css';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly action?: { readonly title: string; readonly run: () => void } | undefined;
  /** Stays until it is closed. */
  readonly stays: boolean;
}

const store = createStore<readonly Notice[]>(() => []);
const shownMs = 6_000;
let lastId = 0;

/** Shows a notice; returns the way to take it back. */
export function notify(text: string, options: Partial<Omit<Notice, 'id' | 'text'>> = {}): () => void {
  const id = ++lastId;
  store.setState([...makeRoom(store.getState()), { id, text, tone: 'plain', stays: false, ...options }], true);
  return () => dismiss(id);
}

/** What passes by itself makes room for what is newer; what stays, and what can be undone, does not. */
function makeRoom(notices: readonly Notice[]): readonly Notice[] {
  const passing = notices.filter(({ stays, action }) => !stays && !action);
  const room = new Set(passing.slice(-2));
  return notices.filter((notice) => notice.stays || notice.action || room.has(notice));
}

function dismiss(id: number): void {
  store.setState(
    store.getState().filter((notice) => notice.id !== id),
    true,
  );
}

/** The place where notices appear; the frame has one. */
export function NoticeRegion() {
  const notices = useStore(store);
  return (
    <div className={styles['region']} role="status" aria-live="polite">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (notice.stays || isHeld) return undefined;
    const timer = setTimeout(() => dismiss(notice.id), shownMs);
    return () => clearTimeout(timer);
  }, [notice, isHeld]);
  const { action } = notice;
  return (
    <div
      className={classes(styles['notice'], styles[notice.tone])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles['text']}>{notice.text}</span>
      {action && (
        <Button
          size="small"
          onPress={() => {
            dismiss(notice.id);
            action.run();
          }}
        >
          {action.title}
        </Button>
      )}
      <IconButton icon={X} label="Close" size="small" onPress={() => dismiss(notice.id)} />
    </div>
  );
}
