import styles from './loading-state.module.css';

/** Shown while a page is fetched: hatched like everything that is not known yet. */
export function LoadingState({ label }: { readonly label: string }) {
  return (
    <div className={styles['loading']} role="status" aria-busy="true">
      <span className="visually-hidden">{label}</span>
    </div>
  );
}
