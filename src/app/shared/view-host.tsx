// Carries a framework-free view in React: made once, updated with what changed, destroyed when it goes.
import { useEffect, useRef, type CSSProperties } from 'react';

export interface FreeView<Props> {
  update(change: Partial<Props>): void;
  destroy(): void;
}

export interface ViewHostProps<Props, View extends FreeView<Props>> {
  readonly View: new (target: HTMLElement, props: Props) => View;
  readonly props: Props;
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
  /** The view itself, for saving its picture; null when it goes. */
  readonly onView?: (view: View | null) => void;
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
}

export function ViewHost<Props, View extends FreeView<Props>>(host: ViewHostProps<Props, View>) {
  const { View, props, label, onView, className, style } = host;
  const target = useRef<HTMLDivElement>(null);
  const view = useRef<View | null>(null);
  const shown = useRef(props);
  const tell = useRef(onView);
  useEffect(() => {
    tell.current = onView;
  });
  useEffect(() => {
    if (!target.current) return undefined;
    const made = new View(target.current, shown.current);
    view.current = made;
    tell.current?.(made);
    return () => {
      tell.current?.(null);
      made.destroy();
      view.current = null;
    };
  }, [View]);
  useEffect(() => {
    if (shown.current !== props) view.current?.update(props);
    shown.current = props;
  }, [props]);
  return <div ref={target} role="group" aria-label={label} className={className} style={style} />;
}
