// Errors that nobody caught: kept, shown with what to do, and put into the bug report.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import { Button } from '../shared/button.tsx';
import { ErrorPanel } from '../shared/error-panel.tsx';
import styles from './defects.module.css';

const kept = 10;
const store = createStore<readonly ErrorData[]>(() => []);

export function listenForDefects(): void {
  addEventListener('error', (event) => {
    // A resize loop is no error of anybody; browsers report it as one.
    if (!event.message.startsWith('ResizeObserver loop')) noteDefect(event.error ?? new Error(event.message));
  });
  addEventListener('unhandledrejection', (event) => noteDefect(event.reason));
}

function noteDefect(error: unknown): void {
  const data = toErrorData(error);
  if (data.name === 'AbortError') return;
  store.setState([...store.getState().slice(1 - kept), data], true);
}

export function listDefects(): readonly ErrorData[] {
  return store.getState();
}

export function useDefects(): readonly ErrorData[] {
  return useStore(store);
}

export function dismissDefects(): void {
  store.setState([], true);
}

/** A page that throws while it is drawn leaves the frame standing. */
export class PageBoundary extends Component<
  { readonly children: ReactNode; readonly place: string },
  { readonly error: unknown }
> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    noteDefect(error);
  }

  override componentDidUpdate(before: { readonly place: string }): void {
    if (before.place !== this.props.place && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div className={styles['page']}>
        <ErrorPanel
          title="This page could not be shown"
          error={this.state.error}
          actions={
            <>
              <Button size="small" onPress={() => this.setState({ error: null })}>
                Try again
              </Button>
              <Button size="small" onPress={() => location.reload()}>
                Reload
              </Button>
            </>
          }
        />
      </div>
    );
  }
}
