// The one registry of what can be done. A button, a menu, the palette, the help and a shortcut all read the same entry.
import type { LucideIcon } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { createStore, useStore } from 'zustand';

export interface Action {
  /** 'runs.export': the place, then what is done. */
  readonly id: string;
  /** Sentence case, a plain verb first: "Export the selected runs". */
  readonly title: string;
  /** Where the help lists it. */
  readonly group: string;
  /** 'mod+k', 'shift+?', 'g r' (one after the other). `mod` is ⌘ on a Mac, Ctrl elsewhere. */
  readonly shortcut?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  /** More words by which the palette finds it. */
  readonly keywords?: string | undefined;
  /** Whether it can be done now; absent: always. */
  readonly when?: (() => boolean) | undefined;
  readonly run: () => void;
}

const store = createStore<readonly Action[]>(() => []);

/** Adds actions; returns the way to remove them. Two actions of one id are a mistake: the later one counts. */
function registerActions(actions: readonly Action[]): () => void {
  const ids = new Set(actions.map(({ id }) => id));
  store.setState([...store.getState().filter(({ id }) => !ids.has(id)), ...actions], true);
  return () =>
    store.setState(
      store.getState().filter((action) => !actions.includes(action)),
      true,
    );
}

/** Actions of a component, for as long as it is shown. They always run with the newest closure. */
export function useRegisterActions(actions: readonly Action[]): void {
  const newest = useRef(actions);
  // Before they are registered: a name that changed is to be the new one.
  useLayoutEffect(() => {
    newest.current = actions;
  });
  // Registered anew only when something that is shown changes; before the paint, so that their buttons are in it.
  const shape = actions.map(({ id, title, shortcut }) => `${id}\t${title}\t${shortcut ?? ''}`).join('\n');
  // What is mounted at the same time hears of the store only after the paint, unless something is drawn again before it.
  const [, setRegistered] = useState('');
  useLayoutEffect(() => {
    const unregister = registerActions(newest.current.map((action) => alwaysNewest(action, newest)));
    setRegistered(shape);
    return unregister;
  }, [shape]);
}

function alwaysNewest(action: Action, newest: { readonly current: readonly Action[] }): Action {
  const find = (): Action => newest.current.find(({ id }) => id === action.id) ?? action;
  return { ...action, when: () => find().when?.() ?? true, run: () => find().run() };
}

export function useActions(): readonly Action[] {
  return useStore(store);
}

export function useAction(id: string): Action | undefined {
  return useStore(store, (actions) => actions.find((action) => action.id === id));
}

export function canRun({ when }: Action): boolean {
  return when?.() ?? true;
}

/** Does it if it is there and can be done; says whether it was. */
export function runAction(id: string): boolean {
  const action = store.getState().find((candidate) => candidate.id === id);
  if (!action || !canRun(action)) return false;
  action.run();
  return true;
}

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

/** "Ctrl K", "⌘K", "G then R". */
export function formatShortcut(shortcut: string): string {
  return shortcut
    .split(' ')
    .map((chord) =>
      chord
        .split('+')
        .map((key) => keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key))
        .join(isMac ? '' : ' '),
    )
    .join(' then ');
}

const keyNames: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  enter: isMac ? '⏎' : 'Enter',
  space: 'Space',
  escape: 'Esc',
  delete: 'Del',
};

const sequenceMs = 1_000;

/** Listens to the keyboard for the shortcuts of all actions; returns the way to stop. */
export function listenToShortcuts(target: Document): () => void {
  let before: { chord: string; at: number } | null = null;
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const chord = chordOf(event);
    if (chord === null) return;
    const isTyping = isEditable(event.target);
    // A button has Space to itself.
    if (chord === 'space' && isPressable(event.target)) return;
    // While somebody types, only chords with a modifier are shortcuts.
    if (isTyping && !event.ctrlKey && !event.metaKey) return;
    const sequence = before && event.timeStamp - before.at < sequenceMs ? `${before.chord} ${chord}` : null;
    before = { chord, at: event.timeStamp };
    // A dialog has the keyboard to itself.
    if (target.querySelector('[role="dialog"], [role="alertdialog"]') && chord !== 'mod+k') return;
    const action = store
      .getState()
      .find(
        ({ shortcut, ...rest }) =>
          (shortcut === chord || (sequence && shortcut === sequence)) && canRun(rest as Action),
      );
    if (!action) return;
    event.preventDefault();
    before = null;
    action.run();
  }
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

function chordOf(event: KeyboardEvent): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return null;
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  // A sign such as ? already has its shift.
  const isSign = event.key.length === 1 && !/[a-z0-9]/i.test(event.key);
  return [
    (isMac ? event.metaKey : event.ctrlKey) && 'mod',
    event.altKey && 'alt',
    event.shiftKey && !isSign && 'shift',
    key,
  ]
    .filter(Boolean)
    .join('+');
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, select'))
  );
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, summary, input, [role="button"]') !== null;
}
