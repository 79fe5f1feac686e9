'use client';
import type { Priority } from '@wachter/core';
import { useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import styles from './alarms.module.css';

/** A rule that tells nobody anything for now. */
export interface UnguardedOne {
  readonly ruleId: string;
  readonly priority: Priority;
  readonly name: string;
  readonly isVital: boolean;
}

const weight = (one: UnguardedOne) => Number(!one.isVital);

/** What is unguarded: what must be watched by somebody in its place comes first. */
export function Unguarded({ rules }: { readonly rules: readonly UnguardedOne[] }) {
  const t = useTranslations('withheld');
  return (
    <ul className={styles['others']}>
      {rules
        .toSorted((a, b) => weight(a) - weight(b))
        .map((rule) => (
          <li key={rule.ruleId} className={styles['unguarded']}>
            <AlarmMark priority={rule.priority} isAcknowledged />
            <span>
              {rule.name}
              {rule.isVital && <strong> {t('vital')}</strong>}
            </span>
          </li>
        ))}
    </ul>
  );
}
