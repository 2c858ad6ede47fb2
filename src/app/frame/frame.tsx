// What surrounds every page: rail, top bar, banners, notices; the keyboard's way through all of it.
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { listenToShortcuts } from '../shared/actions.ts';
import { NoticeRegion } from '../shared/notices.tsx';
import { useShownTitle } from '../shared/page-title.ts';
import { Banners } from './banners.tsx';
import { CommandCentre } from './command-centre.tsx';
import styles from './frame.module.css';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

export function Frame({ children }: { readonly children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const [path] = useLocation();
  const room = path.split('/')[1] ?? '';
  const { title } = useShownTitle();
  const isFirst = useRef(true);

  useEffect(() => listenToShortcuts(document), []);
  // A new page begins where it begins: focus and scroll go there. The first page leaves both to the browser.
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [room]);

  return (
    <div className={styles['frame']}>
      <a
        className={styles['skip']}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <Rail />
      <div className={styles['page']}>
        <TopBar />
        <main id="content" ref={main} tabIndex={-1} aria-label={title || 'AeonNova'} className={styles['main']}>
          {children}
        </main>
        <Banners />
      </div>
      <CommandCentre />
      <NoticeRegion />
    </div>
  );
}
