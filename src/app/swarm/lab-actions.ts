// What can be done in the lab, once: buttons, shortcuts, the palette and the help all read these.
import {
  Bookmark,
  ChartLine,
  ChevronRight,
  Braces,
  Copy,
  FileText,
  ImageDown,
  Link2,
  Pause,
  Play,
  Plus,
  Repeat2,
  Scale,
  Sheet,
  Spline,
  Square,
  Table2,
} from 'lucide-react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { useRegisterActions, type Action } from '../shared/actions.ts';
import { explain } from '../shared/explain.ts';
import { notify } from '../shared/notices.tsx';
import { attempt } from './attempt.ts';
import { copySpec, copyShareLink, needPicture, saveCsv, savePng, saveReport, saveSvg } from './take-away.ts';
import {
  beginRun,
  cancelShown,
  isGoing,
  pauseShown,
  resumeShown,
  runView,
  stepShown,
  type RunPhase,
} from './run/run-view.ts';
import { showTable } from './readout/table-dialog-store.ts';
import { openSaved } from './saved/saved-store.ts';
import { specDialog } from './setup/spec-dialog-store.ts';
import { searchOnFrom } from './spec/search-on.ts';
import { toSpec } from './spec/draft.ts';
import { draftStore, loadSpec } from './spec/draft-store.ts';
import { shownPicture } from './stage/shown-picture.ts';

const group = 'Swarm lab';
const resumable: readonly RunPhase[] = ['paused', 'interrupted', 'cancelled', 'failed'];

export function useLabActions(): void {
  const [, navigate] = useLocation();
  const phase = useStore(runView, (view) => view.phase);
  const going = isGoing(phase);
  const hasRun = (): boolean => runView.getState().record !== null;

  async function start(spec: unknown): Promise<void> {
    try {
      const id = await beginRun({ spec, path: draftStore.getState().draft.path });
      if (id !== null) navigate(`/swarm/${id}`);
    } catch (error) {
      // The stage shows what was wrong, unless it shows something else by now.
      if (runView.getState().phase !== 'failed') notify(`The run did not start: ${explain(error)}`, { tone: 'bad' });
    }
  }

  const actions: readonly Action[] = [
    {
      id: 'swarm.run',
      title:
        hasRun() && ['done', 'cancelled', 'failed', 'interrupted', 'elsewhere'].includes(phase) ? 'Run again' : 'Run',
      group,
      shortcut: 'mod+enter',
      icon: Play,
      keywords: 'start search swarm',
      when: () => !going && draftStore.getState().check.faults.size === 0,
      run: () => void start(toSpec(draftStore.getState().draft)),
    },
    {
      id: 'swarm.pause',
      title: 'Pause',
      group,
      shortcut: 'space',
      icon: Pause,
      when: () => runView.getState().phase === 'running',
      run: () => attempt(pauseShown),
    },
    {
      id: 'swarm.resume',
      title: 'Resume',
      group,
      shortcut: 'space',
      icon: Play,
      when: () => resumable.includes(runView.getState().phase) && hasRun(),
      run: () => attempt(resumeShown),
    },
    {
      id: 'swarm.step',
      title: 'One generation',
      group,
      shortcut: '.',
      icon: ChevronRight,
      when: () => runView.getState().phase === 'paused',
      run: () => attempt(() => stepShown(1)),
    },
    {
      id: 'swarm.stop',
      title: 'Stop',
      group,
      shortcut: 'x',
      icon: Square,
      keywords: 'cancel end',
      when: () => runView.getState().run !== null,
      run: () => attempt(cancelShown),
    },
    {
      id: 'swarm.search-on',
      title: 'Continue from the best',
      group,
      icon: Repeat2,
      keywords: 'search on go on more generations',
      when: () => runView.getState().result !== null && runView.getState().record?.spec.problem.name !== 'fit',
      run: () => {
        const { result, record } = runView.getState();
        if (result && record) void start(searchOnFrom(record.spec, result));
      },
    },
    {
      id: 'swarm.new',
      title: 'New run with this spec',
      group,
      icon: Plus,
      when: hasRun,
      run: () => {
        const { record } = runView.getState();
        if (record) loadSpec(record.spec);
        navigate('/swarm');
      },
    },
    {
      id: 'swarm.compare',
      title: 'Compare',
      group,
      icon: Scale,
      keywords: 'with other runs',
      when: hasRun,
      run: () => navigate(`/runs?compare=${runView.getState().id ?? ''}`),
    },
    {
      id: 'swarm.compare-algorithms',
      title: 'Compare algorithms',
      group,
      icon: ChartLine,
      keywords: 'benchmark statistics ecdf bbob coco',
      when: () => {
        const { spec } = draftStore.getState().check;
        return spec !== null && !['fit', 'external', 'wgsl'].includes(spec.problem.name);
      },
      run: () => navigate('/swarm/compare?from=form'),
    },
    {
      id: 'swarm.saved',
      title: 'Saved problems',
      group,
      icon: Bookmark,
      keywords: 'keep save name open load rename',
      run: openSaved,
    },
    { id: 'swarm.spec', title: 'Spec as JSON', group, icon: Braces, run: () => specDialog.setState({ isOpen: true }) },
    { id: 'swarm.copy-spec', title: 'Copy spec', group, icon: Copy, run: () => attempt(copySpec) },
    {
      id: 'swarm.share',
      title: 'Copy share link',
      group,
      icon: Link2,
      keywords: 'url',
      run: () => attempt(copyShareLink),
    },
    {
      id: 'swarm.report',
      title: 'Save report',
      group,
      shortcut: 'mod+s',
      icon: FileText,
      keywords: 'html export',
      when: () => runView.getState().result !== null,
      run: () => attempt(saveReport),
    },
    { id: 'swarm.csv', title: 'Save numbers as CSV', group, icon: Sheet, when: hasRun, run: () => attempt(saveCsv) },
    {
      id: 'swarm.png',
      title: 'Save picture as PNG',
      group,
      icon: ImageDown,
      when: () => shownPicture.current !== null,
      run: () => attempt(savePng),
    },
    {
      id: 'swarm.table',
      title: 'Show picture as a table',
      group,
      icon: Table2,
      keywords: 'numbers accessible',
      when: () => shownPicture.current !== null,
      run: () => attempt(() => showTable('The picture in numbers', needPicture())),
    },
    {
      id: 'swarm.svg',
      title: 'Save picture as SVG',
      group,
      icon: Spline,
      when: () => shownPicture.current !== null,
      run: () => attempt(saveSvg),
    },
  ];
  useRegisterActions(actions);
}
