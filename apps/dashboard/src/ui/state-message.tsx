import type { ReactNode } from 'react';
import styles from './state-message.module.css';

interface StateMessageProps {
  readonly title: string;
  /** What to do next. */
  readonly hint?: string | undefined;
  readonly children?: ReactNode;
}

const message =
  (kind: 'empty' | 'error' | 'not-allowed') =>
  ({ title, hint, children }: StateMessageProps) => (
    <section className={styles['message']} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <h2 className={styles['title']}>{title}</h2>
      {hint && <p className={styles['hint']}>{hint}</p>}
      {children}
    </section>
  );

/** Nothing is there, and how to change that. */
export const EmptyState = message('empty');
/** It could not be shown: what happened, to what, and what to do. */
export const ErrorState = message('error');
/** The person may not see or do this. */
export const NotAllowed = message('not-allowed');
