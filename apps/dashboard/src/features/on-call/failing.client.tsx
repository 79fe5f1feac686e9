'use client';
import { failureText } from '@wachter/core/oncall/failure-words';
import { useLocale, useTranslations } from 'use-intl';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './on-call.module.css';
import type { OnCall } from './view.ts';

/** Channels that do not deliver: since when, why, and what to do. */
export function Failing({ failing }: Pick<OnCall, 'failing'>) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  if (failing.length === 0) return null;
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('failing')}</h2>
      <ul className={styles['plain']}>
        {failing.map(({ channelId, name, since, failure }) => (
          <li key={channelId} className={styles['line']} data-warns data-testid="failing">
            <span className={styles['grow']}>
              <strong>{name}</strong> {t('failsSince')} <TimeText at={since} style="seconds" />
              <br />
              {failureText(failure, locale)}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles['quiet']}>{t('failingHint')}</p>
    </Tile>
  );
}
