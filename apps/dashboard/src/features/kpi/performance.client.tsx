'use client';
import { formatDuration } from '@wachter/core/alarm/describe';
import { kpiTargets } from '@wachter/core/alarm/kpi-targets';
import Link from 'next/link';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatTime } from '../../ui/format-time.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { Actors, type ActorsProps, Floods } from './actors.client.tsx';
import { Bars } from './bars.tsx';
import { Answers, Figures } from './figures.client.tsx';
import styles from './kpi.module.css';
import { type KpiPeriodId, kpiPeriods, kpiSlots } from './kpi-period.ts';
import { useKpiWords } from './kpi-words.client.ts';
import type { NamedAlarmKpis } from './named-kpis.ts';

interface PerformanceProps extends NamedAlarmKpis {
  readonly period: KpiPeriodId;
  readonly siteId: string | null;
  readonly ruleNames: ActorsProps['ruleNames'];
}

/** How well the alarms serve people: figures against targets, the spread, and who is to be tuned. */
export function Performance(props: PerformanceProps) {
  const { kpis, subjects, sites, ruleNames } = props;
  const t = useTranslations('kpi');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const words = useKpiWords();
  const rate = kpis.figures.find((figure) => figure.id === 'perTenMinutes')?.value ?? 0;
  const at = (instant: number) => formatTime(instant, 'full', { locale, timeZone });
  return (
    <>
      <PageTitle
        title={
          kpis.annunciated === 0 ? t('titleSilent') : t('title', { rate: words.number(rate), chattering: kpis.chattering.length })
        }
        sub={
          <>
            {t('sub', { from: at(kpis.from), to: at(kpis.to), count: kpis.annunciated })}
            {kpis.late > 0 && ` · ${t('late', { count: kpis.late })}`}
          </>
        }
      />
      <Pick {...props} />
      <div className={styles['grid']}>
        <Figures kpis={kpis} />
        <Spread {...props} />
        <Actors kpis={kpis} subjects={subjects} ruleNames={ruleNames} />
        <Answers kpis={kpis} />
        <Floods kpis={kpis} />
        {sites.length > 1 && (
          <Tile as="section">
            <h2 className={styles['heading']}>{t('perSite')}</h2>
            <ul className={styles['list']}>
              {sites.map((site) => (
                <li key={site.id} className={styles['actor']}>
                  {site.name}
                  <span>{kpis.perSite.find((one) => one.siteId === site.id)?.annunciated ?? 0}</span>
                </li>
              ))}
            </ul>
          </Tile>
        )}
        <Tile as="section">
          <h2 className={styles['heading']}>{t('cautionTitle')}</h2>
          <p className={styles['quiet']}>{t('caution')}</p>
          <p className={styles['quiet']}>{t('downtime')}</p>
        </Tile>
      </div>
    </>
  );
}

function Pick({ period, siteId, kpis, sites }: PerformanceProps) {
  const t = useTranslations('kpi');
  const link = (to: { readonly period?: KpiPeriodId; readonly siteId?: string | null }) => {
    const site = to.siteId === undefined ? siteId : to.siteId;
    return `/alarms/performance?period=${to.period ?? period}${site === null ? '' : `&site=${site}`}`;
  };
  const csv = `/api/export/alarm-kpis?from=${kpis.from}&to=${kpis.to}${siteId === null ? '' : `&siteId=${siteId}`}`;
  return (
    <nav className={styles['pick']} aria-label={t('period')}>
      {kpiPeriods.map((one) => (
        <Link key={one} href={link({ period: one })} aria-current={one === period ? 'page' : undefined}>
          {t(`periods.${one}`)}
        </Link>
      ))}
      {sites.length > 1 &&
        [{ id: null, name: t('allSites') }, ...sites].map((site) => (
          <Link key={site.id ?? 'all'} href={link({ siteId: site.id })} aria-current={site.id === siteId ? 'page' : undefined}>
            {site.name}
          </Link>
        ))}
      <a href={csv} download>
        {t('csv')}
      </a>
    </nav>
  );
}

function Spread({ kpis, period }: PerformanceProps) {
  const t = useTranslations('kpi');
  const locale = useLocale();
  const words = useKpiWords();
  const slots = kpiSlots[period];
  const { counts, slotSeconds } = kpis[slots];
  const { p50, p90, p99, peak, peakAt } = kpis.tenMinutes.spread;
  const per = t('perSlot', { length: formatDuration(slotSeconds, locale) });
  const [number50, number90, number99] = [p50, p90, p99].map(words.number);
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>
        {t('spread')}, {per}
      </h2>
      <Bars
        counts={counts}
        target={slots === 'tenMinutes' ? kpiTargets.peak.target.value : null}
        label={t('chart', { per, peak: String(kpis[slots].spread.peak) })}
      />
      <p className={styles['quiet']}>
        {t('spreadOf', { p50: number50 ?? '', p90: number90 ?? '', p99: number99 ?? '', peak: String(peak) })}
        {peakAt !== null && (
          <>
            {' '}
            {t('peakAt')} <TimeText at={peakAt} />.
          </>
        )}
      </p>
    </Tile>
  );
}
