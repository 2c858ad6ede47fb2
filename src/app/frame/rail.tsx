// The way from place to place: a rail at the left, a bar at the bottom of narrow pages.
import { Link, useLocation } from 'wouter';
import { classes } from '../shared/classes.ts';
import styles from './rail.module.css';
import { places } from './places.ts';

export function Rail() {
  const [path] = useLocation();
  return (
    <nav aria-label="Places" className={styles['rail']}>
      <Link href="/" className={styles['mark']} aria-label="AeonNova, home">
        <svg viewBox="0 0 32 32" aria-hidden>
          <circle cx="16" cy="16" r="4.2" fill="var(--nova-mark)" />
          <g fill="currentColor">
            <circle cx="16" cy="5" r="2" />
            <circle cx="25.5" cy="10.5" r="1.6" />
            <circle cx="25.5" cy="21.5" r="2.2" />
            <circle cx="16" cy="27" r="1.4" />
            <circle cx="6.5" cy="21.5" r="1.8" />
            <circle cx="6.5" cy="10.5" r="1.3" />
          </g>
        </svg>
      </Link>
      {places.map(({ href, title, icon: Icon, isAside }) => {
        const isHere = href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            className={classes(styles['place'], isAside && styles['aside'])}
            aria-current={isHere ? 'page' : undefined}
          >
            <Icon aria-hidden />
            {title}
          </Link>
        );
      })}
    </nav>
  );
}
