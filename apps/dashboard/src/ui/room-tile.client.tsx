'use client';
import type { ModelPoint, RoomSummary } from '@wachter/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { AlarmMark } from './alarm-mark.client.tsx';
import { ReadingValue } from './reading-value.client.tsx';
import styles from './room-tile.module.css';

interface RoomTileProps {
  readonly summary: RoomSummary;
  readonly href: string;
  readonly points: ReadonlyMap<number, ModelPoint>;
}

/** A room at a glance: worst condition first, then the values it is judged by. */
export function RoomTile({ summary, href, points }: RoomTileProps) {
  const t = useTranslations('live');
  const { condition, location } = summary;
  const missing = summary.points - summary.fresh;
  return (
    <Link
      href={href}
      prefetch={false}
      className={styles['tile']}
      data-condition={condition.kind}
      data-priority={condition.kind === 'alarm' ? condition.priority : undefined}
    >
      <span className={styles['head']}>
        <span className={styles['name']}>{location.name}</span>
        {condition.kind === 'alarm' ? (
          <span className={styles['alarm']}>
            <AlarmMark priority={condition.priority} isAcknowledged={condition.isAcknowledged} />
            {t('room.alarms', { count: summary.openAlarms })}
          </span>
        ) : (
          <span className={styles['word']}>
            {condition.kind === 'unknown' ? t('room.unknown', { count: missing }) : t(`room.${condition.kind}`)}
          </span>
        )}
      </span>
      <span className={styles['facts']}>
        {summary.facts.map((fact) => {
          const point = fact.pointId === null ? undefined : points.get(fact.pointId);
          return (
            <span key={fact.kind} className={styles['fact']}>
              <span className={styles['kind']}>{t(`fact.${fact.kind}`)}</span>
              {point && <ReadingValue point={point} />}
            </span>
          );
        })}
      </span>
      {condition.kind === 'alarm' && missing > 0 && (
        <span className={styles['word']}>{t('room.unknown', { count: missing })}</span>
      )}
    </Link>
  );
}
