// What stands in a run's way, and the way out: failed, interrupted, in another tab, gone.
import { ExternalLink, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatMoment } from '../../../views/format.ts';
import { ActionButton } from '../../shared/action-button.tsx';
import { ButtonLink } from '../../shared/button.tsx';
import { ErrorPanel } from '../../shared/error-panel.tsx';
import type { ErrorData } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/run.ts';
import type { RunPhase } from '../run/run-view.ts';
import styles from './stage.module.css';

export interface RunBannerProps {
  readonly phase: RunPhase;
  readonly error: ErrorData | null;
  readonly record: RunRecord | null;
  /** The action that goes on with it. */
  readonly resumeAction: string;
}

export function RunBanner({ phase, error, record, resumeAction }: RunBannerProps) {
  const resume = <ActionButton action={resumeAction} variant="secondary" size="small" />;
  switch (phase) {
    case 'failed':
      return (
        <div className={styles['bannerBox']}>
          <ErrorPanel
            title={record ? 'The run failed. What it had found is kept.' : 'The run did not start.'}
            error={error}
            actions={record && resume}
          />
        </div>
      );
    case 'interrupted':
      return error ? (
        <div className={styles['bannerBox']}>
          <ErrorPanel
            title="The run was interrupted. It goes on from its last checkpoint."
            error={error}
            actions={resume}
          />
        </div>
      ) : (
        <Banner icon={<Unplug aria-hidden />} actions={resume}>
          <strong>This run was interrupted</strong>
          {record && ` (last seen ${formatMoment(record.updatedAt)})`}. It goes on from its checkpoint, to the same
          result.
        </Banner>
      );
    case 'elsewhere':
      return (
        <Banner icon={<ExternalLink aria-hidden />}>
          <strong>This run goes on in another tab.</strong> Its result comes here when it is done; close that tab to
          resume it here.
        </Banner>
      );
    case 'missing':
      return (
        <Banner
          actions={
            <ButtonLink href="/runs" size="small">
              All runs
            </ButtonLink>
          }
        >
          <strong>There is no such run here.</strong> It may have been deleted, or it is stored in another browser.
        </Banner>
      );
    default:
      return null;
  }
}

interface BannerProps {
  readonly icon?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

function Banner({ icon, actions, children }: BannerProps) {
  return (
    <div className={styles['banner']} role="status">
      {icon}
      <p>{children}</p>
      {actions}
    </div>
  );
}
