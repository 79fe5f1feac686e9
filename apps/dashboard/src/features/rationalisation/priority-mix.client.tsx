'use client';
import type { MixShare } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { useLocale, useTranslations } from 'use-intl';
import { Tile } from '../../ui/tile.tsx';
import styles from './rationalisation.module.css';

/** How the configured priorities are spread, beside the published mix. */
export function PriorityMix({ mix }: { readonly mix: readonly MixShare[] }) {
  const t = useTranslations('rationalisation');
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { style: 'percent', maximumFractionDigits: 1 });
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('mix')}</h2>
      <table className={styles['mix']}>
        <thead>
          <tr>
            <th scope="col">{t('priority')}</th>
            <th scope="col">{t('rules')}</th>
            <th scope="col">{t('share')}</th>
            <th scope="col">{t('target')}</th>
          </tr>
        </thead>
        <tbody>
          {mix.map(({ priority, count, share, target }) => (
            <tr key={priority} data-testid="mix-share">
              <th scope="row">{priorityWords[priority][locale]}</th>
              <td>{count}</td>
              <td>{percent.format(share)}</td>
              <td>{percent.format(target)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['quiet']}>{t('mixHint')}</p>
    </Tile>
  );
}
