// What can be done with a comparison, once: buttons, shortcuts, the palette and the help all read these.
import {
  Braces,
  Copy,
  FileJson,
  FileText,
  FolderArchive,
  ImageDown,
  Link2,
  Pause,
  Play,
  Plus,
  Sheet,
  Spline,
  Square,
  Table2,
} from 'lucide-react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { isBbob } from '../../../models/swarm/bbob/bbob.ts';
import { type Action, useRegisterActions } from '../../shared/actions.ts';
import { attempt } from '../attempt.ts';
import { showTable } from '../readout/table-dialog-store.ts';
import { isGoing, type RunPhase } from '../run/run-view.ts';
import { specDialog } from '../setup/spec-dialog-store.ts';
import { shownPicture } from '../stage/shown-picture.ts';
import { comparePath } from './comparison-address.ts';
import { toComparisonSpec } from './comparison-draft.ts';
import { comparisonStore, loadComparison } from './comparison-store.ts';
import { beginComparison, cancelShown, comparisonView, pauseShown, resumeShown } from './comparison-view.ts';

const group = 'Comparison';
const resumable: readonly RunPhase[] = ['paused', 'interrupted', 'cancelled', 'failed'];

// What takes a comparison away is fetched when somebody does.
const takeAway = () => import('./take-away-comparison.ts');

export function useCompareActions(): void {
  const [, navigate] = useLocation();
  const phase = useStore(comparisonView, (view) => view.phase);
  const record = useStore(comparisonView, (view) => view.record);
  const hasResult = (): boolean => Boolean(comparisonView.getState().record?.result);

  async function start(): Promise<void> {
    const id = await beginComparison(toComparisonSpec(comparisonStore.getState().draft));
    if (id !== null) navigate(`${comparePath}/${id}`);
  }

  const actions: readonly Action[] = [
    {
      id: 'compare.run',
      title: record && !isGoing(phase) ? 'Run again' : 'Run',
      group,
      shortcut: 'mod+enter',
      icon: Play,
      keywords: 'start compare benchmark',
      when: () => !isGoing(phase) && comparisonStore.getState().check.spec !== null,
      run: () => attempt(start),
    },
    {
      id: 'compare.pause',
      title: 'Pause',
      group,
      shortcut: 'space',
      icon: Pause,
      when: () => comparisonView.getState().phase === 'running',
      run: () => attempt(pauseShown),
    },
    {
      id: 'compare.resume',
      title: 'Resume',
      group,
      shortcut: 'space',
      icon: Play,
      when: () => resumable.includes(comparisonView.getState().phase) && record !== null,
      run: () => attempt(resumeShown),
    },
    {
      id: 'compare.stop',
      title: 'Stop',
      group,
      shortcut: 'x',
      icon: Square,
      keywords: 'cancel end',
      when: () => comparisonView.getState().run !== null,
      run: () => attempt(cancelShown),
    },
    {
      id: 'compare.new',
      title: 'New comparison with this spec',
      group,
      icon: Plus,
      when: () => record !== null,
      run: () => {
        if (record) loadComparison(record.spec);
        navigate(comparePath);
      },
    },
    {
      id: 'compare.spec',
      title: 'Spec as JSON',
      group,
      icon: Braces,
      run: () => specDialog.setState({ isOpen: true }),
    },
    {
      id: 'compare.copy-spec',
      title: 'Copy spec',
      group,
      icon: Copy,
      run: () => attempt(async () => (await takeAway()).copyComparisonSpec()),
    },
    {
      id: 'compare.share',
      title: 'Copy share link',
      group,
      icon: Link2,
      keywords: 'url',
      run: () => attempt(async () => (await takeAway()).copyComparisonLink()),
    },
    {
      id: 'compare.report',
      title: 'Save report',
      group,
      shortcut: 'mod+s',
      icon: FileText,
      keywords: 'html export',
      when: hasResult,
      run: () => attempt(async () => (await takeAway()).saveComparisonReport()),
    },
    {
      id: 'compare.csv',
      title: 'Save trials as CSV',
      group,
      icon: Sheet,
      when: hasResult,
      run: () => attempt(async () => (await takeAway()).saveComparisonCsv()),
    },
    {
      id: 'compare.json',
      title: 'Save result as JSON',
      group,
      icon: FileJson,
      when: hasResult,
      run: () => attempt(async () => (await takeAway()).saveComparisonJson()),
    },
    {
      id: 'compare.coco',
      title: 'Save COCO archive',
      group,
      icon: FolderArchive,
      keywords: 'cocopp bbob zip post-processing',
      when: () => hasResult() && record?.result?.problems.some(({ problem }) => isBbob(problem)) === true,
      run: () => attempt(async () => (await takeAway()).saveCocoArchive()),
    },
    {
      id: 'compare.png',
      title: 'Save picture as PNG',
      group,
      icon: ImageDown,
      when: () => shownPicture.current !== null,
      run: () => attempt(async () => (await takeAway()).saveComparisonPicture('png')),
    },
    {
      id: 'compare.svg',
      title: 'Save picture as SVG',
      group,
      icon: Spline,
      when: () => shownPicture.current !== null,
      run: () => attempt(async () => (await takeAway()).saveComparisonPicture('svg')),
    },
    {
      id: 'compare.table',
      title: 'Show picture as a table',
      group,
      icon: Table2,
      keywords: 'numbers accessible',
      when: () => shownPicture.current !== null,
      run: () => attempt(() => shownPicture.current && showTable('The picture in numbers', shownPicture.current)),
    },
  ];
  useRegisterActions(actions);
}
