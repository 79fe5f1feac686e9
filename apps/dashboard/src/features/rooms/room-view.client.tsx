'use client';
import type { ModelPoint, SiteModel } from '@wachter/core';
import { withheldWords } from '@wachter/core/alarm/words';
import { summariseRooms } from '@wachter/core/site/room-summary';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useAlarms, useIsKnown, useLive, usePointStates } from '../../live/use-live.client.ts';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { LimitBar } from '../../ui/limit-bar.client.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ReadingValue } from '../../ui/reading-value.client.tsx';
import { RoomPlan } from '../../ui/room-plan.client.tsx';
import { type SparkBucket, Sparkline } from '../../ui/sparkline.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { Tile } from '../../ui/tile.tsx';
import { AgoText } from '../../ui/time-text.client.tsx';
import { alarmRows } from '../alarms/alarm-rows.ts';
import { RoomHeatTile } from '../heat/room-heat.client.tsx';
import type { RoomHeat } from '../heat/view.ts';
import styles from './rooms.module.css';

interface RoomViewProps {
  readonly model: SiteModel;
  readonly roomId: string;
  readonly points: readonly ModelPoint[];
  /** Last 24 hours of each point, by id. */
  readonly trends: Readonly<Record<number, readonly SparkBucket[]>>;
  readonly heat: RoomHeat | null;
  readonly mayEdit: boolean;
}

/** A room: plan at the left, points by quantity at the right; choosing on one side chooses on the other. */
export function RoomView({ model, roomId, points, trends, heat, mayEdit }: RoomViewProps) {
  const t = useTranslations('rooms');
  const words = useTranslations('live');
  const [selected, setSelected] = useState<number | null>(null);
  const room = model.locations.find((location) => location.id === roomId);
  if (!room) return null;
  return (
    <>
      <RoomTitle model={model} roomId={roomId} />
      {heat && <RoomHeatTile model={model} roomId={roomId} heat={heat} mayEdit={mayEdit} />}
      <RoomAlarms model={model} roomId={roomId} />
      {points.length === 0 && <EmptyState title={t('emptyTitle')} hint={t('emptyHint')} />}
      <div className={styles['room']}>
        <Tile className={styles['planSide']}>
          {room.plan ? (
            <RoomPlan
              plan={room.plan}
              points={points}
              label={words('plan', { room: room.name })}
              selectedId={selected}
              onSelect={setSelected}
            />
          ) : (
            <EmptyState title={t('noPlan')} hint={t('noPlanHint')} />
          )}
        </Tile>
        <PointGroups points={points} trends={trends} selected={selected} onSelect={setSelected} />
      </div>
    </>
  );
}

function RoomTitle({ model, roomId }: { readonly model: SiteModel; readonly roomId: string }) {
  const t = useTranslations('rooms');
  const live = useTranslations('live');
  const isKnown = useIsKnown();
  const states = usePointStates();
  const alarms = useAlarms();
  const quantities = useQuantities();
  const now = useLive((state) => Math.floor(state.serverNow / 2_000) * 2_000);
  const summary = useMemo(
    () => summariseRooms(model, { states, alarms, quantities }, now).find((one) => one.location.id === roomId),
    [model, states, alarms, quantities, now, roomId],
  );
  if (!summary) return null;
  const { condition, location, openAlarms, points, fresh } = summary;
  const titles = {
    alarm: () => t('titleAlarm', { room: location.name, count: openAlarms }),
    unknown: () => t('titleUnknown', { room: location.name, missing: points - fresh }),
    normal: () => t('titleNormal', { room: location.name, points }),
    empty: () => t('titleEmpty', { room: location.name }),
  };
  return (
    <PageTitle
      title={isKnown ? titles[condition.kind]() : `${location.name}: ${live('waiting')}`}
      sub={location.thermalClass ? t('class', { name: location.thermalClass }) : undefined}
    />
  );
}

function RoomAlarms({ model, roomId }: { readonly model: SiteModel; readonly roomId: string }) {
  const t = useTranslations('rooms');
  const locale = useLocale();
  const quantities = useQuantities();
  const alarms = useAlarms();
  const rows = alarmRows(alarms, { model, quantities }, locale).filter((row) => row.roomId === roomId);
  if (rows.length === 0) return null;
  return (
    <ul className={styles['alarms']} aria-label={t('alarmsHere')}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={row.withheld === 'none' ? `/alarms?open=${row.id}` : `/alarms/${row.id}`} className={styles['alarm']}>
            <AlarmMark priority={row.priority} isAcknowledged={!row.canAcknowledge || row.withheld !== 'none'} />
            <span>
              {row.sentence}
              {row.withheld !== 'none' && <em className={styles['withheld']}> {withheldWords[row.withheld][locale]}</em>}
            </span>
            <AgoText at={row.activatedAt} className={styles['quiet']} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface PointGroupsProps {
  readonly points: readonly ModelPoint[];
  readonly trends: RoomViewProps['trends'];
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
}

function PointGroups({ points, trends, selected, onSelect }: PointGroupsProps) {
  const t = useTranslations('rooms');
  const locale = useLocale();
  const quantities = useQuantities();
  const groups = useMemo(() => byQuantity(points), [points]);
  return (
    <section aria-label={t('points')} className={styles['groups']}>
      {[...groups].map(([quantity, members]) => (
        <Tile key={quantity} as="section">
          <h2 className={styles['quantity']}>{quantities.get(quantity)?.name[locale] ?? quantity}</h2>
          <ul className={styles['points']}>
            {members.map((point) => (
              <PointRow
                key={point.id}
                point={point}
                trend={trends[point.id] ?? []}
                isSelected={point.id === selected}
                onSelect={() => onSelect(point.id)}
              />
            ))}
          </ul>
        </Tile>
      ))}
    </section>
  );
}

function byQuantity(points: readonly ModelPoint[]): ReadonlyMap<string, readonly ModelPoint[]> {
  const groups = new Map<string, ModelPoint[]>();
  for (const point of points) groups.set(point.quantity ?? '', [...(groups.get(point.quantity ?? '') ?? []), point]);
  return groups;
}

interface PointRowProps {
  readonly point: ModelPoint;
  readonly trend: readonly SparkBucket[];
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

function PointRow({ point, trend, isSelected, onSelect }: PointRowProps) {
  const t = useTranslations('rooms');
  return (
    <li className={styles['point']} data-selected={isSelected}>
      <button type="button" className={styles['pointName']} aria-pressed={isSelected} onClick={onSelect}>
        {point.name}
      </button>
      <LimitBar point={point} />
      <Sparkline buckets={trend} label={t('last24')} />
      <Link
        prefetch={false}
        href={`/points/${point.id}`}
        className={styles['value']}
        aria-label={t('toHistory', { point: point.name })}
      >
        <ReadingValue point={point} />
      </Link>
    </li>
  );
}
