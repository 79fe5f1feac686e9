'use client';
import { useLocale, useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './power.module.css';
import type { RunVersionView } from './view.ts';

/** Every version of the record, the last first, with what it changed. Nothing of an earlier one is taken away. */
export function RunVersions({ versions }: { readonly versions: readonly RunVersionView[] }) {
  const t = useTranslations('power');
  const locale = useLocale();
  const isLate = versions.some((version) => version.isLate);
  return (
    <details className={styles['section']} open={isLate}>
      <summary>
        <h2>{t('versions', { count: versions.length })}</h2>
      </summary>
      <p className={styles['second']}>{t('versionsHint')}</p>
      <ol className={styles['list']}>
        {versions.toReversed().map((version) => (
          <li key={version.version}>
            <span>
              {t('version', { number: `${version.version}` })}, <TimeText at={version.recordedAt} style="full" />
            </span>
            <span>
              {version.changes.length > 0
                ? version.changes.map((change) => change[locale]).join(' ')
                : version.version === 1
                  ? t('firstVersion')
                  : t('sameVersion')}
            </span>
            {version.isLate && <span className={styles['outcome']}>{t('late')}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
