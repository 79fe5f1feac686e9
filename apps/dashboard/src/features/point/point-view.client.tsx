'use client';
import { Button, Group, SegmentedControl } from '@mantine/core';
import type { ModelPoint, RuleInstance, RuleProblem, SiteModel, Words } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { formatNumber, stateName, unitSymbol } from '@wachter/core/quantity/format';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { useLive } from '../../live/use-live.client.ts';
import { useQuantity } from '../../ui/catalogue.client.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { LimitBar } from '../../ui/limit-bar.client.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ReadingValue } from '../../ui/reading-value.client.tsx';
import type { ParamSchema } from '../rules/param-fields.ts';
import { type PeriodId, pan, periods, rangeOf, type TimeRange, zoom } from './history-view.ts';
import styles from './point.module.css';
import { type OpenedRule, PointAbout } from './point-about.client.tsx';
import { PointAlarms } from './point-alarms.client.tsx';
import { useHistory } from './use-history.client.ts';

const HistoryChart = dynamic(async () => (await import('./history-chart.client.tsx')).HistoryChart, { ssr: false });
const BUCKETS = 500;

interface PointViewProps {
  readonly model: SiteModel;
  readonly point: ModelPoint;
  readonly rules: readonly RuleInstance[];
  readonly problems: readonly RuleProblem[];
  readonly ruleNames: Readonly<Record<string, Words>>;
  /** The rule whose edit is open at once, with these values in it. */
  readonly opened: OpenedRule | null;
  readonly mayExport: boolean;
  readonly mayEdit: boolean;
  readonly schemas: Readonly<Record<string, ParamSchema>> | null;
}

/** A point: its chart first, full width; below it alarms of the period, rules, and what it is. */
export function PointView(props: PointViewProps) {
  const { model, point, rules, problems, ruleNames, opened, mayExport, mayEdit, schemas } = props;
  const t = useTranslations('point');
  const room = model.locations.find((location) => location.id === point.locationId);
  const now = useNow();
  const [period, setPeriod] = useState<PeriodId | null>('24h');
  const [range, setRange] = useState<TimeRange>(() => rangeOf('24h', now()));
  useFollowingRange(period, now, setRange);
  const state = useHistory(point.id, range, BUCKETS);
  const choose = (next: TimeRange) => {
    setPeriod(null);
    setRange(next);
  };
  return (
    <>
      <PageTitle
        title={<PointTitle point={point} room={room?.name ?? null} />}
        sub={point.status === 'new' ? t('notApproved') : point.tag}
        actions={<LimitBar point={point} />}
      />
      <Periods
        period={period}
        onPeriod={(next) => {
          setPeriod(next);
          setRange(rangeOf(next, now()));
        }}
        onPan={(share) => choose(pan(range, share, now()))}
        onZoom={(factor) => choose(zoom(range, factor, (range.from + range.to) / 2, now()))}
        exportHref={mayExport ? `/api/export/readings?pointId=${point.id}&from=${range.from}&to=${range.to}` : null}
      />
      <Chart point={point} state={state} range={range} now={now} onRange={choose} />
      <PointAlarms alarms={state.history?.alarms ?? []} model={model} />
      <PointAbout
        names={ruleNames}
        model={model}
        point={point}
        rules={rules}
        problems={problems}
        schemas={schemas}
        mayEdit={mayEdit}
        opened={opened}
        onShow={(shown) => {
          choose(shown);
          scrollTo({ top: 0, behavior: 'smooth' });
        }}
      />
    </>
  );
}

function PointTitle({ point, room }: { readonly point: ModelPoint; readonly room: string | null }) {
  return (
    <span className={styles['title']}>
      {room && !point.name.startsWith(room) ? `${room} ` : ''}
      {point.name} <ReadingValue point={point} size="large" />
    </span>
  );
}

/** The server's present, read when asked. */
function useNow(): () => number {
  const store = useLiveStore();
  return () => store.getState().serverNow;
}

/** While a period that ends now is chosen, the picture moves on with the time. */
function useFollowingRange(period: PeriodId | null, now: () => number, setRange: (range: TimeRange) => void): void {
  const step = period === '1h' ? 10_000 : 60_000;
  const tick = useLive((state) => Math.floor(state.serverNow / step));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tick is what moves the range
  useEffect(() => {
    if (period) setRange(rangeOf(period, now()));
  }, [tick, period]);
}

interface PeriodsProps {
  readonly period: PeriodId | null;
  readonly onPeriod: (period: PeriodId) => void;
  readonly onPan: (share: number) => void;
  readonly onZoom: (factor: number) => void;
  readonly exportHref: string | null;
}

function Periods({ period, onPeriod, onPan, onZoom, exportHref }: PeriodsProps) {
  const t = useTranslations('point');
  return (
    <Group gap="xs" mb="sm">
      <SegmentedControl
        aria-label={t('period')}
        size="md"
        value={period ?? ''}
        onChange={(value) => onPeriod(value as PeriodId)}
        data={periods.map(({ id }) => ({ value: id, label: t(`periods.${id}`) }))}
      />
      <Button variant="default" size="md" onClick={() => onPan(-0.5)}>
        ← {t('earlier')}
      </Button>
      <Button variant="default" size="md" onClick={() => onPan(0.5)}>
        {t('later')} →
      </Button>
      <Button variant="default" size="md" aria-label={t('zoomIn')} onClick={() => onZoom(0.5)}>
        +
      </Button>
      <Button variant="default" size="md" aria-label={t('zoomOut')} onClick={() => onZoom(2)}>
        −
      </Button>
      {exportHref && (
        <Button component="a" href={exportHref} download variant="default" size="md" ml="auto">
          {t('export')}
        </Button>
      )}
    </Group>
  );
}

interface ChartProps {
  readonly point: ModelPoint;
  readonly state: ReturnType<typeof useHistory>;
  readonly range: TimeRange;
  readonly now: () => number;
  readonly onRange: (range: TimeRange) => void;
}

function Chart({ point, state, range, now, onRange }: ChartProps) {
  const t = useTranslations('point');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const quantity = useQuantity(point.quantity);
  const { history } = state;
  const at = (instant: number) => formatTime(instant, 'full', { locale, timeZone });
  const good = history?.buckets.reduce((sum, bucket) => sum + bucket.goodSeconds, 0) ?? 0;
  const share = Math.min(1, (good * 1000) / Math.max(1, range.to - range.from));
  return (
    <figure className={styles['figure']}>
      <HistoryChart
        buckets={history?.buckets ?? []}
        bucketSeconds={history?.bucketSeconds ?? 60}
        limits={point.limits}
        alarms={(history?.alarms ?? []).map((alarm) => ({
          id: alarm.id,
          priority: alarm.priority,
          from: alarm.raisedAt,
          to: alarm.clearedAt,
        }))}
        range={range}
        unit={quantity ? unitSymbol(quantity) : ''}
        timeZone={timeZone}
        label={t('chart', { point: point.name, from: at(range.from), to: at(range.to) })}
        axisText={(value) =>
          quantity?.kind === 'state' ? (stateName(quantity, value, locale) ?? '') : formatNumber(value, null, locale)
        }
        now={now}
        onRange={onRange}
      />
      <figcaption className={styles['caption']} data-state={state.kind}>
        {state.kind === 'failed' && <strong>{t('failed')}</strong>}
        {state.kind === 'loading' && history === null && t('loading')}
        {history !== null && (
          <span>
            {history.buckets.every((bucket) => bucket.mean === null)
              ? t('empty')
              : t('coverage', {
                  percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
                })}
            {' · '}
            {t('resolution', { length: formatDuration(history.bucketSeconds, locale) })}
          </span>
        )}
        <span className={styles['hint']}>{t('chartHint')}</span>
      </figcaption>
    </figure>
  );
}
