'use client';
import type { Trend, TrendPoint } from '@wachter/core';
import { formatNumber } from '@wachter/core/quantity/format';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './run-trends.module.css';
import { placeTrend, SIZE } from './trend-places.ts';

export interface ComparedView {
  readonly equipment: string;
  readonly name: string;
  readonly trends: readonly Trend[];
}

interface RunTrendsProps {
  readonly siteId: string;
  /** The run of this page; its dot is filled. */
  readonly runId: string;
  readonly sets: readonly ComparedView[];
}

/** Earlier runs of the same sets as small multiples: every dot leads to its run, the limit lies across, a sentence says what worsens. */
export function RunTrends({ siteId, runId, sets }: RunTrendsProps) {
  const t = useTranslations('power');
  const shown = sets.filter(({ trends }) => trends.length > 0);
  if (shown.length === 0) return null;
  return (
    <section className={styles['section']} data-testid="run-trends">
      <h2>{t('compared')}</h2>
      {shown.map(({ equipment, name, trends }) => (
        <div key={equipment}>
          <h3>{name}</h3>
          <div className={styles['multiples']}>
            {trends.map((trend) => (
              <TrendFigure key={trend.id} trend={trend} siteId={siteId} runId={runId} />
            ))}
          </div>
          <details>
            <summary>{t('comparedTable', { name })}</summary>
            <TrendTable trends={trends} siteId={siteId} caption={name} />
          </details>
        </div>
      ))}
    </section>
  );
}

const addressOf = (siteId: string, runId: string) => `/power/run?${new URLSearchParams({ site: siteId, id: runId })}`;

interface TrendFigureProps {
  readonly trend: Trend;
  readonly siteId: string;
  readonly runId: string;
}

function TrendFigure({ trend, siteId, runId }: TrendFigureProps) {
  const t = useTranslations('power');
  const locale = useLocale();
  const { name, unit, points, limit, finding, sentence } = trend;
  const { dots, limitY, low, high } = placeTrend(points, limit);
  const last = points.at(-1);
  const show = (value: number) => `${formatNumber(value, 1, locale)} ${unit}`;
  return (
    <figure className={styles['figure']} data-finding={finding}>
      <figcaption>
        {name[locale]}: <strong>{last ? show(last.value) : '–'}</strong>
        {limit !== null && (
          <span className={styles['second']}> ({t('limits', { values: `${formatNumber(limit, null, locale)} ${unit}` })})</span>
        )}
      </figcaption>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} className={styles['plot']}>
        <title>{`${name[locale]}: ${show(low)} – ${show(high)}`}</title>
        {limitY !== null && <line x1="0" x2={SIZE.width} y1={limitY} y2={limitY} className={styles['limit']} />}
        <polyline points={dots.map(({ x, y }) => `${x},${y}`).join(' ')} className={styles['line']} />
        {dots.map(({ x, y, point }) => (
          <Link key={point.runId} href={addressOf(siteId, point.runId)} prefetch={false} aria-label={show(point.value)}>
            <circle cx={x} cy={y} r="5" className={styles['dot']} data-present={point.runId === runId}>
              <title>{`${new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(point.at)}: ${show(point.value)}`}</title>
            </circle>
          </Link>
        ))}
      </svg>
      <p className={styles['sentence']}>{sentence[locale]}</p>
    </figure>
  );
}

interface TrendTableProps {
  readonly trends: readonly Trend[];
  readonly siteId: string;
  readonly caption: string;
}

function TrendTable({ trends, siteId, caption }: TrendTableProps) {
  const t = useTranslations('power');
  const locale = useLocale();
  const runs = new Map(trends.flatMap(({ points }) => points.map(({ runId, at }) => [runId, at] as const)));
  const measuredIn = ({ points, unit }: Trend, runId: string) => {
    const point: TrendPoint | undefined = points.find((one) => one.runId === runId);
    if (!point) return '–';
    return `${formatNumber(point.value, 1, locale)} ± ${formatNumber(point.doubt, 1, locale)} ${unit}`;
  };
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('run')}</th>
            {trends.map(({ id, name }) => (
              <th key={id} scope="col">
                {name[locale]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...runs]
            .toSorted((a, b) => b[1] - a[1])
            .map(([runId, at]) => (
              <tr key={runId}>
                <th scope="row">
                  <Link href={addressOf(siteId, runId)} prefetch={false}>
                    <TimeText at={at} style="full" />
                  </Link>
                </th>
                {trends.map((trend) => (
                  <td key={trend.id}>{measuredIn(trend, runId)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
