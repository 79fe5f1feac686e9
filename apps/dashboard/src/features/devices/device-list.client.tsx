'use client';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import type { DeviceState, ModelDevice, SiteModel } from '@wachter/core';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDeviceStates, useIsKnown } from '../../live/use-live.client.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { AgoText } from '../../ui/time-text.client.tsx';
import { DeviceCondition, lineOf } from './device-condition.client.tsx';
import styles from './devices.module.css';

const shows = ['all', 'new', 'silent', 'troubled'] as const;
export type DeviceShow = (typeof shows)[number];

interface DeviceListProps {
  readonly model: SiteModel;
  readonly mayAdd: boolean;
  readonly show: DeviceShow;
}

const passes: Readonly<Record<DeviceShow, (device: ModelDevice, state: DeviceState | undefined) => boolean>> = {
  all: () => true,
  new: (device) => device.status === 'new',
  silent: (device, state) => device.status === 'approved' && lineOf(state) !== 'online' && lineOf(state) !== 'heard',
  troubled: (_, state) => (state?.quarantined ?? 0) > 0 || (state?.openGaps ?? 0) > 0 || (state?.lost ?? 0) > 0,
};

/** All devices, new ones first: how they are, when they were last heard, what is wrong with what they say. */
export function DeviceList({ model, mayAdd, show: first }: DeviceListProps) {
  const t = useTranslations('devices');
  const live = useTranslations('live');
  const isKnown = useIsKnown();
  const states = useDeviceStates();
  const [show, setShow] = useState(first);
  const [text, setText] = useState('');
  const fresh = model.devices.filter((device) => device.status === 'new').length;
  const silent = model.devices.filter((device) => passes.silent(device, states.get(device.id))).length;
  const sought = text.trim().toLowerCase();
  const shown = model.devices
    .filter((device) => passes[show](device, states.get(device.id)))
    .filter((device) => `${device.id} ${device.name} ${device.dialect}`.toLowerCase().includes(sought))
    .toSorted((a, b) => Number(b.status === 'new') - Number(a.status === 'new') || a.name.localeCompare(b.name));
  const rooms = new Map(model.locations.map((location) => [location.id, location.name]));
  return (
    <>
      <PageTitle
        title={
          !isKnown
            ? live('waiting')
            : fresh > 0
              ? t('titleNew', { count: fresh })
              : t('title', { total: model.devices.length, silent })
        }
        actions={
          mayAdd && (
            <Button component={Link} href="/devices/add" size="md">
              {t('add')}
            </Button>
          )
        }
      />
      {model.devices.length === 0 ? (
        <EmptyState title={t('emptyTitle')} hint={t('emptyHint')} />
      ) : (
        <search className={styles['filter']}>
          <TextInput
            aria-label={t('search')}
            placeholder={t('search')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <SegmentedControl
            value={show}
            onChange={(value) => setShow(value as DeviceShow)}
            data={[
              { value: 'all', label: t('all') },
              { value: 'new', label: t('onlyNew') },
              { value: 'silent', label: t('onlySilent') },
              { value: 'troubled', label: t('onlyTroubled') },
            ]}
          />
        </search>
      )}
      {model.devices.length > 0 && shown.length === 0 && <EmptyState title={t('filteredTitle')} />}
      <ul className={styles['list']}>
        {shown.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            state={states.get(device.id)}
            room={device.locationId ? (rooms.get(device.locationId) ?? null) : null}
          />
        ))}
      </ul>
    </>
  );
}

interface DeviceRowProps {
  readonly device: ModelDevice;
  readonly state: DeviceState | undefined;
  readonly room: string | null;
}

function DeviceRow({ device, state, room }: DeviceRowProps) {
  const t = useTranslations('devices');
  return (
    <li>
      <Link
        href={`/devices/${encodeURIComponent(device.id)}`}
        className={styles['row']}
        data-status={device.status}
        data-testid="device-row"
      >
        <span className={styles['name']}>
          <strong>{device.name}</strong>
          <span className={styles['quiet']}>
            {device.id} · {device.dialect}
            {room && ` · ${room}`}
          </span>
        </span>
        <DeviceCondition status={device.status} state={state} />
        <span className={styles['quiet']}>{state?.lastSeenAt ? <AgoText at={state.lastSeenAt} /> : t('unheard')}</span>
        <span className={styles['quiet']}>
          {(state?.quarantined ?? 0) > 0 && `${t('quarantined')} ${state?.quarantined} `}
          {(state?.openGaps ?? 0) > 0 && `${t('gaps')} ${state?.openGaps} `}
          {(state?.lost ?? 0) > 0 && `${t('lost')} ${state?.lost}`}
        </span>
      </Link>
    </li>
  );
}
