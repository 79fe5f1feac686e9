'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { SiteModel } from '@wachter/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { edit } from './actions.ts';
import type { DeviceFacts } from './device-detail.client.tsx';
import styles from './devices.module.css';

/** Name, place and power of a device. What it is called on the wire is not ours to change. */
export function DeviceEdit({ device, model }: { readonly device: DeviceFacts; readonly model: SiteModel }) {
  const t = useTranslations('devices');
  const { act, isBusy, problem } = useAct();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(device.name);
  const [locationId, setLocationId] = useState(device.locationId ?? '');
  const [fedById, setFedById] = useState(device.fedById ?? '');
  if (!isOpen) {
    return (
      <Button variant="default" mb="sm" onClick={() => setOpen(true)}>
        {t('edit')}
      </Button>
    );
  }
  const save = async () => {
    const done = await act(() => edit({ id: device.id, name, locationId: locationId || null, fedById: fedById || null }));
    if (done) setOpen(false);
  };
  return (
    <Form className={styles['form']} onSend={save}>
      <TextInput
        label={t('name')}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('room')}
        value={locationId}
        onChange={(event) => setLocationId(event.currentTarget.value)}
        data={[{ value: '', label: t('none') }, ...model.locations.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <NativeSelect
        label={t('fedBy')}
        description={t('fedByHint')}
        value={fedById}
        onChange={(event) => setFedById(event.currentTarget.value)}
        data={[{ value: '', label: t('none') }, ...model.equipment.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <Problem text={problem} />
      <div className={styles['acts']}>
        <Button type="submit" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  );
}
