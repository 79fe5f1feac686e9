'use client';
import type { AlarmKpis } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { priorityMixTargets } from '@wachter/core/alarm/kpi-targets';
import { priorityWords } from '@wachter/core/alarm/words';
import { useLocale, useTranslations } from 'use-intl';
import { Tile } from '../../ui/tile.tsx';
import styles from './kpi.module.css';
import { useKpiWords } from './kpi-words.client.ts';

/** Every figure beside its target and limit, each with its source. */
export function Figures({ kpis }: { readonly kpis: AlarmKpis }) {
  const t = useTranslations('kpi');
  const words = useKpiWords();
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('figures')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('target')}</th>
          </tr>
        </thead>
        <tbody>
          {kpis.figures.map(({ id, value, target, limit, verdict }) => (
            <tr key={id} data-testid="figure" data-verdict={verdict}>
              <th scope="row">{t(`ids.${id}`)}</th>
              <td>
                {verdict === 'within' ? words.figure(id, value) : <strong>{words.figure(id, value)}</strong>}
                <small>{t(`verdict.${verdict}`)}</small>
              </td>
              <td>
                {words.figure(id, target.value)} <small>{words.source(target.source)}</small>
                {limit && (
                  <small>
                    {t('limit', { value: words.figure(id, limit.value) })} · {words.source(limit.source)}
                  </small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}

/** How alarms spread over the priorities, and how long people took to acknowledge. */
export function Answers({ kpis }: { readonly kpis: AlarmKpis }) {
  const t = useTranslations('kpi');
  const locale = useLocale();
  const words = useKpiWords();
  const time = (seconds: number | null) => (seconds === null ? '–' : formatDuration(seconds, locale));
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('mix')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('priority')}</th>
            <th scope="col">{t('share')}</th>
            <th scope="col">{t('half')}</th>
            <th scope="col">{t('ninety')}</th>
            <th scope="col">{t('waiting')}</th>
          </tr>
        </thead>
        <tbody>
          {kpis.answers.map((one) => {
            const share = kpis.mix.find((mix) => mix.priority === one.priority)?.share ?? 0;
            const target = priorityMixTargets[one.priority];
            return (
              <tr key={one.priority}>
                <th scope="row">{priorityWords[one.priority][locale]}</th>
                <td>
                  {words.percent(share)}
                  <small>
                    {t('mixTarget')} {words.percent(target.value)} · {words.source(target.source)}
                  </small>
                </td>
                <td>{time(one.p50Seconds)}</td>
                <td>{time(one.p90Seconds)}</td>
                <td>{one.waiting}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles['quiet']}>{t('answersHint')}</p>
    </Tile>
  );
}
