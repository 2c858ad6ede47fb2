// Shown while a page's script is on its way: the outline of a page, so that nothing jumps when it comes.
import styles from './frame.module.css';

export function PageFallback() {
  return (
    <div className={styles['fallback']} role="status" aria-label="The page is loading">
      <div />
      <div />
      <div />
    </div>
  );
}
