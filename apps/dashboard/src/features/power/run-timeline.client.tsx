'use client';
import { Button } from '@mantine/core';
import type { Lane, Panel, PowerFault } from '@wachter/core';
import { powerFaultWords } from '@wachter/core/power/words';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { LoadingState } from '../../ui/loading-state.tsx';
import styles from './run-chart.module.css';
import { afterKey, chosen, wholeRange } from './run-range.ts';
import { RunStages } from './run-stages.client.tsx';

const RunChart = dynamic(async () => (await import('./run-chart.client.tsx')).RunChart, {
  ssr: false,
  loading: () => <LoadingState label="…" />,
});

export interface RunTimelineProps {
  readonly siteId: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The server's present when the page was made. */
  readonly now: number;
  readonly lanes: readonly Lane[];
  readonly panels: readonly Panel[];
  readonly faults: readonly PowerFault[];
  readonly names: Readonly<Record<string, string>>;
}

/** Stages and measured values over one time axis. Drag or + and − zoom, arrows move, 0 shows the whole run. */
export function RunTimeline(props: RunTimelineProps) {
  const { siteId, startedAt, endedAt, now, lanes, panels, faults, names } = props;
  const t = useTranslations('power');
  const locale = useLocale();
  const whole = wholeRange(startedAt, endedAt, now);
  const [range, setRange] = useState(whole);
  const obey = (key: string) => {
    const next = afterKey(key, range, whole);
    if (next) setRange(next);
    return next !== null;
  };
  const marks = faults.map(({ kind, equipment, span }) => ({
    from: span.after ?? span.by,
    by: span.by,
    text: `${names[equipment] ?? equipment} ${powerFaultWords[kind][locale]}`,
  }));
  return (
    <section className={styles['section']}>
      <div className={styles['bar']}>
        <h2>{t('course')}</h2>
        <Button variant="default" size="md" onClick={() => obey('+')} aria-label={t('zoomIn')}>
          +
        </Button>
        <Button variant="default" size="md" onClick={() => obey('-')} aria-label={t('zoomOut')}>
          −
        </Button>
        <Button
          variant="default"
          size="md"
          onClick={() => obey('0')}
          disabled={range.from === whole.from && range.to === whole.to}
        >
          {t('whole')}
        </Button>
      </div>
      <section
        className={styles['frame']}
        aria-label={t('courseLabel')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the charts as one take the keys that zoom and move
        tabIndex={0}
        onKeyDown={(event) => obey(event.key) && event.preventDefault()}
      >
        <RunStages lanes={lanes} faults={marks} names={names} range={range} />
        {panels.length === 0 ? (
          <p className={styles['note']}>{t('noPoints')}</p>
        ) : (
          <RunChart
            siteId={siteId}
            panels={panels}
            faults={marks}
            range={range}
            onSelect={(from, to) => setRange(chosen(from, to, whole))}
          />
        )}
      </section>
    </section>
  );
}
