'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { ModelPoint, SiteModel } from '@wachter/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { Form } from '../../ui/form.client.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { changePoint, takePointOut } from './actions.ts';
import styles from './point.module.css';

/** What an administrator may change of a point. Its kind of quantity stays: history of another kind belongs to another point. */
export function PointEdit({ model, point }: { readonly model: SiteModel; readonly point: ModelPoint }) {
  const t = useTranslations('point');
  const locale = useLocale();
  const quantities = useQuantities();
  const { act, isBusy, problem } = useAct();
  const [isOpen, setOpen] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const [name, setName] = useState(point.name);
  const [quantity, setQuantity] = useState(point.quantity ?? '');
  const [locationId, setLocationId] = useState(point.locationId ?? '');
  const [equipmentId, setEquipmentId] = useState(point.equipmentId ?? '');
  const family = quantities.get(point.quantity ?? '')?.family;
  const kinds = [...quantities.values()].filter((one) => one.family === family);
  if (!isOpen) {
    return (
      <Button variant="default" mt="sm" onClick={() => setOpen(true)}>
        {t('edit')}
      </Button>
    );
  }
  const save = async () => {
    const done = await act(() =>
      changePoint({
        id: point.id,
        name,
        ...(quantity ? { quantity } : {}),
        locationId: locationId || null,
        equipmentId: equipmentId || null,
      }),
    );
    if (done) setOpen(false);
  };
  return (
    <Form className={styles['edit']} onSend={save}>
      <TextInput
        label={t('name')}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('quantity')}
        value={quantity}
        onChange={(event) => setQuantity(event.currentTarget.value)}
        data={kinds.map((one) => ({ value: one.id, label: one.name[locale] }))}
      />
      <NativeSelect
        label={t('room')}
        value={locationId}
        onChange={(event) => setLocationId(event.currentTarget.value)}
        data={[{ value: '', label: '–' }, ...model.locations.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <NativeSelect
        label={t('equipment')}
        value={equipmentId}
        onChange={(event) => setEquipmentId(event.currentTarget.value)}
        data={[{ value: '', label: '–' }, ...model.equipment.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <Problem text={problem} />
      <Button type="submit" loading={isBusy}>
        {t('save')}
      </Button>
      <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
        {t('cancel')}
      </Button>
      <Button variant="default" loading={isBusy} onClick={() => (isGoing ? act(() => takePointOut(point.id)) : setGoing(true))}>
        {isGoing ? t('sure') : t('retire')}
      </Button>
      <p className={styles['quiet']}>{t('retireHint')}</p>
    </Form>
  );
}
