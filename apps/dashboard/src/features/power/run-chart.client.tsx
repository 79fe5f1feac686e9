'use client';
import type { Panel } from '@wachter/core';
import { formatNumber, unitSymbol } from '@wachter/core/quantity/format';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useQuantity } from '../../ui/catalogue.client.tsx';
import { formatTime } from '../../ui/format-time.ts';
import type { TimeRange } from '../point/history-view.ts';
import styles from './run-chart.module.css';
import { type FaultMark, RunPanel } from './run-panel.client.tsx';
import { useTraces } from './use-traces.client.ts';

export interface RunChartProps {
  readonly siteId: string;
  readonly panels: readonly Panel[];
  readonly faults: readonly FaultMark[];
  readonly range: TimeRange;
  readonly onSelect: (from: number, to: number) => void;
}

/** What was measured, a panel for each quantity, all over the same time. */
export function RunChart({ siteId, panels, faults, range, onSelect }: RunChartProps) {
  const t = useTranslations('power');
  const state = useTraces(
    siteId,
    panels.flatMap(({ lines }) => lines.map(({ pointId }) => pointId)),
    range,
  );
  return (
    <div data-testid="run-chart" data-state={state.kind}>
      <p className={styles['note']} aria-live="polite">
        {state.kind === 'failed'
          ? t('chartFailed')
          : state.kind === 'loading' && state.traces.length === 0
            ? t('chartLoading')
            : t('chartHint')}
      </p>
      {panels.map((panel, index) => (
        <PanelOf
          key={panel.quantity}
          panel={panel}
          state={state}
          faults={faults}
          range={range}
          hasTimes={index === 0 || index === panels.length - 1}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface PanelOfProps {
  readonly panel: Panel;
  readonly state: ReturnType<typeof useTraces>;
  readonly faults: readonly FaultMark[];
  readonly range: TimeRange;
  readonly hasTimes: boolean;
  readonly onSelect: RunChartProps['onSelect'];
}

function PanelOf({ panel, state, faults, range, hasTimes, onSelect }: PanelOfProps) {
  const t = useTranslations('power');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const quantity = useQuantity(panel.quantity);
  const unit = quantity ? unitSymbol(quantity) : '';
  const name = capital(quantity?.name[locale] ?? panel.quantity);
  const at = (instant: number) => formatTime(instant, 'seconds', { locale, timeZone });
  const digits = quantity?.precision ?? 1;
  const { plateKw } = panel;
  const valueText = (value: number) => {
    const share = plateKw === null ? '' : ` (${formatNumber((value / plateKw) * 100, 0, locale)} %)`;
    return `${formatNumber(value, digits, locale)} ${unit}${share}`;
  };
  const who = panel.lines.map((line) => line.name).join(', ');
  return (
    <figure className={styles['panel']}>
      <figcaption>
        {name}, {unit}
        {panel.limits.length > 0 && (
          <span className={styles['limits']}>
            {' '}
            {t('limits', { values: panel.limits.map((limit) => `${formatNumber(limit, null, locale)} ${unit}`).join(', ') })}
          </span>
        )}
      </figcaption>
      <RunPanel
        label={t('chartLabel', { name, who, from: at(range.from), to: at(range.to) })}
        lines={panel.lines}
        traces={state.traces}
        limits={panel.limits}
        faults={faults}
        range={range}
        timeZone={timeZone}
        timeLabel={t('time')}
        plate={plateKw}
        valueText={valueText}
        axisText={(value) => formatNumber(value, null, locale)}
        hasTimes={hasTimes}
        onSelect={onSelect}
      />
    </figure>
  );
}
