// What a place says that has nothing in it yet: what would be here, and how it gets here.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './feedback.module.css';

export interface EmptyStateProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      {Icon && <Icon aria-hidden className={styles['emptyIcon']} />}
      <h2 className={styles['emptyTitle']}>{title}</h2>
      {children && <div className={styles['emptyText']}>{children}</div>}
      {actions && <div className={styles['emptyActions']}>{actions}</div>}
    </div>
  );
}
