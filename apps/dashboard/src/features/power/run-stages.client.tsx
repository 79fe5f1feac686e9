'use client';
import type { Lane, Stage } from '@wachter/core';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatTime } from '../../ui/format-time.ts';
import type { TimeRange } from '../point/history-view.ts';
import styles from './run-chart.module.css';
import { type Place, placeOf, stagePlaces } from './run-range.ts';

export interface FaultNote {
  readonly from: number;
  readonly by: number;
  readonly text: string;
}

interface RunStagesProps {
  readonly lanes: readonly Lane[];
  readonly faults: readonly FaultNote[];
  readonly names: Readonly<Record<string, string>>;
  readonly range: TimeRange;
}

/** Stages of everything as bars over time; hatched is what no sample saw. The same in words stands in the list below. */
export function RunStages({ lanes, faults, names, range }: RunStagesProps) {
  const t = useTranslations('power');
  return (
    <div className={styles['lanes']} data-testid="run-stages">
      {lanes.map((lane) => (
        <div key={`${lane.role} ${lane.equipment}`} className={styles['lane']}>
          <span className={styles['who']}>{lane.role === 'mains' ? t('mains') : (names[lane.equipment] ?? lane.equipment)}</span>
          <div className={styles['track']}>
            {lane.stages.map((stage, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: stages have no other name than their turn
              <StageBar key={index} stage={stage} range={range} />
            ))}
          </div>
        </div>
      ))}
      {faults.length > 0 && (
        <div className={styles['lane']}>
          <span className={styles['who']}>{t('faults')}</span>
          <div className={styles['track']} data-kind="faults">
            {faults.map((fault) => (
              <FaultBar key={`${fault.by} ${fault.text}`} fault={fault} range={range} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

const percent = ({ left, width }: Place) => ({ left: `${left}%`, width: `${width}%` });

function StageBar({ stage, range }: { readonly stage: Stage; readonly range: TimeRange }) {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const { sure, unsure } = stagePlaces(stage, range);
  const words = stage.words[locale];
  const since = stage.from === null ? '' : ` · ${formatTime(stage.from.by, 'seconds', { locale, timeZone })}`;
  return (
    <>
      {unsure && <span className={styles['unsure']} style={percent(unsure)} />}
      {sure && (
        <span className={styles['stage']} data-weight={stage.weight} style={percent(sure)} title={`${words}${since}`}>
          <span>{words}</span>
        </span>
      )}
    </>
  );
}

function FaultBar({ fault, range }: { readonly fault: FaultNote; readonly range: TimeRange }) {
  const place = placeOf(fault.from, fault.by, range);
  if (!place) return null;
  return (
    <span className={styles['fault']} style={{ left: `${place.left + place.width}%` }} title={fault.text}>
      ▲<span className="visually-hidden">{fault.text}</span>
    </span>
  );
}
