'use client';
import type { Location, ModelPoint, SiteModel } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useDeviceState } from '../../live/use-live.client.ts';
import { useQuantity } from '../../ui/catalogue.client.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ReadingValue } from '../../ui/reading-value.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { AgoText, TimeText } from '../../ui/time-text.client.tsx';
import { ApproveForm } from './approve-form.client.tsx';
import { DeviceActs } from './device-acts.client.tsx';
import { DeviceCondition } from './device-condition.client.tsx';
import { DeviceEdit } from './device-edit.client.tsx';
import styles from './devices.module.css';

export interface DeviceFacts {
  readonly id: string;
  readonly name: string;
  readonly dialect: string;
  readonly status: 'new' | 'approved' | 'ignored' | 'blocked';
  readonly model: string | null;
  readonly firmware: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: number | null;
  readonly firstSeenAt: number;
  readonly locationId: string | null;
  readonly fedById: string | null;
  /** Share of the last 24 hours covered by good values, mean over its points; null without points. */
  readonly completeness: number | null;
}

interface DeviceDetailProps {
  readonly device: DeviceFacts;
  readonly model: SiteModel;
  readonly mayEdit: boolean;
  readonly children: ReactNode;
}

/** One device: how it is, what it said last, what was understood, and for administrators what to do with it. */
export function DeviceDetail({ device, model, mayEdit, children }: DeviceDetailProps) {
  const t = useTranslations('devices');
  const state = useDeviceState(device.id);
  const points = model.points.filter((point) => point.deviceId === device.id);
  const room = model.locations.find((location) => location.id === device.locationId) ?? null;
  const unapproved = points.filter((point) => point.status === 'new');
  return (
    <div className={styles['stack']}>
      <PageTitle title={device.name} sub={<DeviceCondition status={device.status} state={state} />} />
      <div className={styles['columns']}>
        <Tile as="section">
          <Facts device={device} room={room} />
          {mayEdit && <DeviceEdit device={device} model={model} />}
          {mayEdit && <DeviceActs id={device.id} status={device.status} />}
        </Tile>
        <Tile as="section">
          <h2 className={styles['heading']}>{t('lastPayload')}</h2>
          {state?.lastTopic && <p className={styles['quiet']}>{state.lastTopic}</p>}
          {state?.lastPayload ? <pre className={styles['payload']}>{state.lastPayload}</pre> : <p>{t('noPayload')}</p>}
        </Tile>
      </div>
      {mayEdit && unapproved.length > 0 && device.status !== 'blocked' && (
        <ApproveForm device={device} points={unapproved} model={model} />
      )}
      <Tile as="section">
        <h2 className={styles['heading']}>{device.status === 'new' ? t('understood') : t('points')}</h2>
        {points.length === 0 && <p className={styles['quiet']}>{t('noPoints')}</p>}
        <ul className={styles['plain']}>
          {points.map((point) => (
            <PointLine key={point.id} point={point} />
          ))}
        </ul>
      </Tile>
      {children}
    </div>
  );
}

function PointLine({ point }: { readonly point: ModelPoint }) {
  const t = useTranslations('devices');
  const locale = useLocale();
  const quantity = useQuantity(point.quantity);
  return (
    <li>
      <Link href={`/points/${point.id}`} className={styles['pointLine']}>
        <span>{point.name}</span>
        <span className={styles['quiet']}>
          {quantity?.name[locale] ?? '?'} {point.status === 'new' && `(${t('guess')})`}
        </span>
        <ReadingValue point={point} />
      </Link>
    </li>
  );
}

function Facts({ device, room }: { readonly device: DeviceFacts; readonly room: Location | null }) {
  const t = useTranslations('devices');
  const locale = useLocale();
  const state = useDeviceState(device.id);
  const skew = state?.skewMs ?? null;
  const length = formatDuration(Math.abs(skew ?? 0) / 1000, locale);
  const count = new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB');
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('dialect'), device.dialect],
    [
      t('room'),
      room ? (
        <Link key="room" href={`/rooms/${room.slug}`}>
          {room.name}
        </Link>
      ) : (
        t('none')
      ),
    ],
    [t('model'), device.model ?? '–'],
    [t('firmware'), device.firmware ?? '–'],
    [t('lastSeen'), state?.lastSeenAt ? <AgoText key="last" at={state.lastSeenAt} /> : t('unheard')],
    [t('firstSeen'), <TimeText key="first" at={device.firstSeenAt} style="full" />],
    [t('skew'), skew === null ? t('skewNone') : skew >= 0 ? t('skewAhead', { length }) : t('skewBehind', { length })],
    [
      t('completeness'),
      device.completeness === null
        ? '–'
        : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(device.completeness),
    ],
    [t('approval'), device.approvedBy ?? '–'],
    [t('messages'), count.format(state?.messages ?? 0)],
    [t('readings'), count.format(state?.readings ?? 0)],
    [t('duplicates'), count.format(state?.duplicates ?? 0)],
    [t('quarantined'), count.format(state?.quarantined ?? 0)],
    [t('gaps'), count.format(state?.openGaps ?? 0)],
    [t('lost'), count.format(state?.lost ?? 0)],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
