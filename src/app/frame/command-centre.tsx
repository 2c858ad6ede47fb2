// The palette and the help over all actions, and the actions that every page has.
import { Bug, Command, Download, Keyboard, MonitorDown, SunMoon, Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { useRegisterActions, type Action } from '../shared/actions.ts';
import { setSetting } from '../shared/engine.ts';
import { explain } from '../shared/explain.ts';
import { notify } from '../shared/notices.tsx';
import { useTheme } from '../shared/settings-store.ts';
import { install, useCanInstall } from './install.ts';
import { places } from './places.ts';
import { exportEverything, importFromFile } from './bundles.ts';

const Palette = lazy(() => import('./palette.tsx').then(({ Palette }) => ({ default: Palette })));
const ShortcutHelp = lazy(() => import('./shortcut-help.tsx').then(({ ShortcutHelp }) => ({ default: ShortcutHelp })));
const BugReportDialog = lazy(() =>
  import('./bug-report-dialog.tsx').then(({ BugReportDialog }) => ({ default: BugReportDialog })),
);

export function CommandCentre() {
  const [open, setOpen] = useState<'palette' | 'help' | 'report' | null>(null);
  const [, navigate] = useLocation();
  const canInstall = useCanInstall();
  const isDark = useTheme() === 'dark';

  const actions: readonly Action[] = [
    ...places.map(({ href, title, icon, shortcut, keywords }) => ({
      id: `go.${href}`,
      title: `Go to ${title === 'GPU' ? title : title.toLowerCase()}`,
      group: 'Places',
      shortcut,
      icon,
      keywords,
      run: () => navigate(href),
    })),
    {
      id: 'app.palette',
      title: 'Find a command',
      group: 'App',
      shortcut: 'mod+k',
      icon: Command,
      run: () => setOpen((now) => (now === 'palette' ? null : 'palette')),
    },
    {
      id: 'app.help',
      title: 'Show the shortcuts',
      group: 'App',
      shortcut: '?',
      icon: Keyboard,
      keywords: 'help keyboard keys',
      run: () => setOpen('help'),
    },
    {
      id: 'app.theme',
      title: isDark ? 'Use the light theme' : 'Use the dark theme',
      group: 'App',
      shortcut: 'shift+d',
      icon: SunMoon,
      keywords: 'dark light mode colours',
      run: () => void setSetting('theme', isDark ? 'light' : 'dark'),
    },
    {
      id: 'app.install',
      title: 'Install AeonNova as an app',
      group: 'App',
      icon: MonitorDown,
      keywords: 'pwa desktop home screen',
      when: () => canInstall,
      run: () => void install().catch((error: unknown) => notify(`Not installed: ${explain(error)}`, { tone: 'bad' })),
    },
    {
      id: 'app.report',
      title: 'Show the bug report',
      group: 'App',
      icon: Bug,
      keywords: 'issue problem crash copy',
      run: () => setOpen('report'),
    },
    {
      id: 'data.export',
      title: 'Export everything',
      group: 'Data',
      icon: Download,
      keywords: 'backup save bundle',
      run: () => void exportEverything(),
    },
    {
      id: 'data.import',
      title: 'Import a file',
      group: 'Data',
      icon: Upload,
      keywords: 'restore bundle',
      run: () => void importFromFile(),
    },
  ];
  useRegisterActions(actions);

  return (
    <Suspense fallback={null}>
      {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
      {open === 'help' && <ShortcutHelp onClose={() => setOpen(null)} />}
      {open === 'report' && <BugReportDialog onClose={() => setOpen(null)} />}
    </Suspense>
  );
}
