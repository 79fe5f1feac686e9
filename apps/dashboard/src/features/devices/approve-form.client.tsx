'use client';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ModelPoint, Quantity, SiteModel } from '@wachter/core';
import { useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { ReadingValue } from '../../ui/reading-value.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { approve } from './actions.ts';
import type { DeviceFacts } from './device-detail.client.tsx';
import styles from './devices.module.css';

interface ApproveFormProps {
  readonly device: DeviceFacts;
  readonly points: readonly ModelPoint[];
  readonly model: SiteModel;
}

interface Draft {
  readonly isTaken: boolean;
  readonly name: string;
  readonly quantity: string;
}

/** A named person says what each value is and where it stands; only then is it guarded. */
export function ApproveForm({ device, points, model }: ApproveFormProps) {
  const t = useTranslations('devices');
  const { act, isBusy, problem } = useAct();
  const rooms = model.locations.filter((location) => location.kind === 'room');
  const [name, setName] = useState(device.name);
  const [locationId, setLocationId] = useState(device.locationId ?? rooms[0]?.id ?? '');
  const [drafts, setDrafts] = useState<ReadonlyMap<number, Draft>>(
    () =>
      new Map(
        points.map((point) => [point.id, { isTaken: point.quantity !== null, name: point.name, quantity: point.quantity ?? '' }]),
      ),
  );
  const siteId = rooms.find((room) => room.id === locationId)?.siteId ?? model.sites[0]?.id ?? '';
  const set = (id: number, change: Partial<Draft>) =>
    setDrafts((known) => new Map(known).set(id, { ...(known.get(id) ?? { isTaken: true, name: '', quantity: '' }), ...change }));
  const taken = points.flatMap((point) => {
    const draft = drafts.get(point.id);
    return draft?.isTaken && draft.quantity !== ''
      ? [{ id: point.id, name: draft.name || point.name, quantity: draft.quantity, locationId: locationId || null }]
      : [];
  });
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('approveTitle')}</h2>
      <p className={styles['quiet']}>{t('approveHint')}</p>
      <div className={styles['filter']}>
        <TextInput label={t('name')} value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect
          label={t('room')}
          value={locationId}
          onChange={(event) => setLocationId(event.currentTarget.value)}
          data={[{ value: '', label: t('none') }, ...rooms.map((room) => ({ value: room.id, label: room.name }))]}
        />
      </div>
      <ul className={styles['plain']}>
        {points.map((point) => (
          <PointDraft key={point.id} point={point} draft={drafts.get(point.id)} onChange={(change) => set(point.id, change)} />
        ))}
      </ul>
      <Problem text={problem} />
      <Button
        size="md"
        loading={isBusy}
        disabled={siteId === ''}
        onClick={() => act(() => approve({ id: device.id, siteId, name, locationId: locationId || null, points: taken }))}
        data-testid="approve"
      >
        {t('approve')}
      </Button>
    </Tile>
  );
}

interface PointDraftProps {
  readonly point: ModelPoint;
  readonly draft: Draft | undefined;
  readonly onChange: (change: Partial<Draft>) => void;
}

function PointDraft({ point, draft, onChange }: PointDraftProps) {
  const t = useTranslations('devices');
  const locale = useLocale();
  const quantities = useQuantities();
  const choices = useMemo(() => choicesOf([...quantities.values()], locale), [quantities, locale]);
  return (
    <li className={styles['draft']}>
      <Checkbox
        size="md"
        checked={draft?.isTaken ?? false}
        aria-label={t('take', { channel: point.channel ?? point.name })}
        onChange={(event) => onChange({ isTaken: event.currentTarget.checked })}
      />
      <span>
        {point.channel} <ReadingValue point={point} />
      </span>
      <NativeSelect
        aria-label={`${t('quantity')} ${point.channel}`}
        value={draft?.quantity ?? ''}
        onChange={(event) => onChange({ quantity: event.currentTarget.value, isTaken: event.currentTarget.value !== '' })}
        data={[{ value: '', label: '?' }, ...choices]}
      />
      <TextInput
        aria-label={`${t('name')} ${point.channel}`}
        value={draft?.name ?? ''}
        maxLength={120}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
    </li>
  );
}

const choicesOf = (quantities: readonly Quantity[], locale: 'en' | 'nl') =>
  quantities
    .map((quantity) => ({ value: quantity.id, label: quantity.name[locale] }))
    .sort((a, b) => a.label.localeCompare(b.label));
