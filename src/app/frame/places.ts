// The places of the app, in the order of the rail. Labs that do not exist yet are not among them.
import { Activity, CircleHelp, Cpu, House, Settings, Waypoints, type LucideIcon } from 'lucide-react';

export interface Place {
  readonly href: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly shortcut: string;
  readonly keywords: string;
  /** At the end of the rail; left out of the bottom bar of narrow pages. */
  readonly isAside?: boolean;
}

export const places: readonly Place[] = [
  { href: '/', title: 'Home', icon: House, shortcut: 'g h', keywords: 'start overview' },
  { href: '/swarm', title: 'Swarm', icon: Waypoints, shortcut: 'g s', keywords: 'lab optimise pso fit curve minimise' },
  { href: '/runs', title: 'Runs', icon: Activity, shortcut: 'g r', keywords: 'history results compare' },
  { href: '/gpu', title: 'GPU', icon: Cpu, shortcut: 'g g', keywords: 'doctor adapter self-test limits' },
  { href: '/settings', title: 'Settings', icon: Settings, shortcut: 'g c', keywords: 'configuration theme storage' },
  {
    href: '/about',
    title: 'About',
    icon: CircleHelp,
    shortcut: 'g a',
    keywords: 'browser support licence bug report notices',
    isAside: true,
  },
];
