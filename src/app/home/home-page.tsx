// The first page: what this is, a swarm that moves on the visitor's own adapter, the ways in, and what was run lately.
import { FolderOpen, Play } from 'lucide-react';
import { navigate } from 'wouter/use-browser-location';
import { Button } from '../shared/button.tsx';
import { useClientState } from '../shared/engine.ts';
import { usePageTitle } from '../shared/page-title.ts';
import styles from './home.module.css';
import { LiveSwarm } from './live-swarm.tsx';
import { RecentRuns } from './recent-runs.tsx';
import { chooseOwnFile, trySample, typeFormula, type SampleName } from './samples.ts';
import { FitThumbnail, LandscapeThumbnail } from './thumbnails.tsx';

export function HomePage() {
  usePageTitle('AeonNova');
  const mayStart = useMayStart();
  return (
    <div className={styles['home']}>
      <section className={styles['hero']} aria-labelledby="home-title">
        <div className={styles['words']}>
          <h1 id="home-title" className={styles['title']}>
            A swarm that finds the minimum of your function or the curve through your data, on your own GPU.
          </h1>
          <p className={styles['line']}>
            It computes in this tab and keeps its runs in this browser. Nothing leaves your device, and it works without
            a network.
          </p>
          <div className={styles['ways']}>
            <Button
              variant="primary"
              size="large"
              icon={Play}
              isDisabled={!mayStart}
              onPress={() => void trySample('watch')}
            >
              Watch a search
            </Button>
            <Button size="large" icon={FolderOpen} onPress={() => void chooseOwnFile()}>
              Open your data
            </Button>
          </div>
        </div>
        <LiveSwarm />
      </section>

      <section aria-labelledby="home-jobs">
        <h2 id="home-jobs" className={styles['heading']}>
          What it does
        </h2>
        <div className={styles['cards']}>
          <JobCard
            sample="watch"
            title="Minimise a known function"
            text="Twelve functions, each with its minimum where one is known, in 1 to 2,048 dimensions, shifted and rotated as you like."
            thumbnail={<LandscapeThumbnail name="ackley" />}
            own={{ title: 'Choose a function', open: () => navigate('/swarm') }}
          />
          <JobCard
            sample="fit"
            title="Fit a curve to your data"
            text="Drop a CSV, type the formula, give each parameter a box. No starting guess; standard errors and band included."
            thumbnail={<FitThumbnail />}
            own={{ title: 'Use your own', open: chooseOwnFile }}
          />
          <JobCard
            sample="formula"
            title="Minimise your own formula"
            text="Type it in, with constraints, whole numbers and choices. It runs on the GPU, or on the CPU where there is none."
            thumbnail={<LandscapeThumbnail name="styblinski-tang" />}
            own={{ title: 'Type a formula', open: typeFormula }}
          />
        </div>
      </section>
      <RecentRuns />
    </div>
  );
}

/** Nothing starts in safe mode or without an engine. */
function useMayStart(): boolean {
  const { status } = useClientState();
  return status === 'ready' || status === 'starting' || status === 'restarting';
}

interface JobCardProps {
  readonly sample: SampleName;
  readonly title: string;
  readonly text: string;
  readonly thumbnail: React.ReactNode;
  readonly own: { readonly title: string; readonly open: () => void | Promise<void> };
}

function JobCard({ sample, title, text, thumbnail, own }: JobCardProps) {
  const mayStart = useMayStart();
  return (
    <article className={styles['card']}>
      <div className={styles['thumbnail']}>{thumbnail}</div>
      <div className={styles['cardBody']}>
        <h3 className={styles['cardTitle']}>{title}</h3>
        <p className={styles['cardText']}>{text}</p>
        <div className={styles['cardWays']}>
          <Button
            size="small"
            icon={Play}
            isDisabled={!mayStart}
            aria-label={`${sampleTitle[sample]}: ${title}`}
            onPress={() => void trySample(sample)}
          >
            {sampleTitle[sample]}
          </Button>
          <Button size="small" variant="quiet" onPress={() => void own.open()}>
            {own.title}
          </Button>
        </div>
      </div>
    </article>
  );
}

const sampleTitle: Record<SampleName, string> = {
  watch: 'Try an example',
  fit: 'Try with sample data',
  formula: 'Try an example',
};
