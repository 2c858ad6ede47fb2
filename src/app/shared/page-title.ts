// The title of the page that is shown: in the bar, in the document, and read out on a change of route.
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface PageTitle {
  readonly title: string;
  /** What it belongs to, before the title: { title: 'Swarm', href: '/swarm' }. */
  readonly crumb?: { readonly title: string; readonly href: string } | undefined;
}

const store = createStore<PageTitle>(() => ({ title: '' }));

export function usePageTitle(title: string, crumb?: PageTitle['crumb']): void {
  const crumbTitle = crumb?.title;
  const crumbHref = crumb?.href;
  useEffect(() => {
    store.setState(
      {
        title,
        ...(crumbTitle !== undefined && crumbHref !== undefined && { crumb: { title: crumbTitle, href: crumbHref } }),
      },
      true,
    );
    document.title = title === '' || title === 'AeonNova' ? 'AeonNova' : `${title} · AeonNova`;
  }, [title, crumbTitle, crumbHref]);
}

export function useShownTitle(): PageTitle {
  return useStore(store);
}
