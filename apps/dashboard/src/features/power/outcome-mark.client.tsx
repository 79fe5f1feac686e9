'use client';
import type { Outcome } from '@wachter/core';
import { outcomeWords } from '@wachter/core/power/words';
import { useLocale } from 'use-intl';
import styles from './power.module.css';

/** A verdict as a word in a frame: what is not known is hatched, for it is no pass. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome }) {
  const locale = useLocale();
  return (
    <span className={styles['outcome']} data-outcome={outcome}>
      {outcomeWords[outcome][locale]}
    </span>
  );
}
