// Which rows of a scrolled table are in sight. Rows have one height, --row-height of the scroller in pixels.
import { useEffect, useState } from 'react';

/** Rows beyond the edge that are drawn already. */
const spare = 8;

export function useRowsInSight(count: number) {
  const [element, scroller] = useState<HTMLDivElement | null>(null);
  const [sight, setSight] = useState({ top: 0, height: 800, rowHeight: 44 });
  useEffect(() => {
    if (!element) return undefined;
    const look = (): void => {
      const rowHeight = parseFloat(getComputedStyle(element).getPropertyValue('--row-height')) || 44;
      setSight({ top: element.scrollTop, height: element.clientHeight, rowHeight });
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [element]);
  const { top, height, rowHeight } = sight;
  const first = Math.max(0, Math.min(count, Math.floor(top / rowHeight) - spare));
  return { scroller, first, last: Math.min(count, Math.ceil((top + height) / rowHeight) + spare), rowHeight };
}
