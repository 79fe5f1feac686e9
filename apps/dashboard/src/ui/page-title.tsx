import type { ReactNode } from 'react';
import styles from './page-title.module.css';

interface PageTitleProps {
  /** The answer to the page's question as a sentence, not its topic. */
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  readonly actions?: ReactNode;
}

export function PageTitle({ title, sub, actions }: PageTitleProps) {
  return (
    <header className={styles['header']}>
      <div>
        <h1 className={styles['title']}>{title}</h1>
        {sub && <p className={styles['sub']}>{sub}</p>}
      </div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </header>
  );
}
