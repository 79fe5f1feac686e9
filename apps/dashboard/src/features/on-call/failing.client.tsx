'use client';
import { failureText } from '@wachter/core/oncall/failure-words';
import { useLocale, useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import type { OnCall } from './view.ts';

/** Channels that do not deliver: since when, why, and what to do. */
export function Failing({ failing }: Pick<OnCall, 'failing'>) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  if (failing.length === 0) return null;
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{t('failing')}</h2>
      <ul className={parts['plain']}>
        {failing.map(({ channelId, name, since, failure }) => (
          <li key={channelId} className={parts['line']} data-warns data-testid="failing">
            <span className={parts['grow']}>
              <strong>{name}</strong> {t('failsSince')} <TimeText at={since} style="seconds" />
              <br />
              {failureText(failure, locale)}
            </span>
          </li>
        ))}
      </ul>
      <p className={parts['quiet']}>{t('failingHint')}</p>
    </Tile>
  );
}
