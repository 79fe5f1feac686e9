'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Location, LocationKind, SiteModel, ThermalClass } from '@wachter/core';
import { locationKinds, thermalClasses } from '@wachter/core/site/location';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { saveLocation } from './actions.ts';
import styles from './site.module.css';
import { slugOf } from './slug-of.ts';

interface LocationFormProps {
  readonly model: SiteModel;
  readonly siteId: string;
  readonly location: Location | null;
  readonly onDone: () => void;
}

/** A building, room, row, rack or zone. The short name follows the name until the place is saved. */
export function LocationForm({ model, siteId, location, onDone }: LocationFormProps) {
  const t = useTranslations('site');
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState(location?.name ?? '');
  const [kind, setKind] = useState<LocationKind>(location?.kind ?? 'room');
  const [parentId, setParentId] = useState(location?.parentId ?? '');
  const [thermalClass, setThermalClass] = useState<string>(location?.thermalClass ?? '');
  const parents = model.locations.filter((one) => one.siteId === siteId && one.id !== location?.id);
  const send = async () => {
    const done = await act(() =>
      saveLocation({
        ...(location ? { id: location.id } : {}),
        siteId,
        parentId: parentId || null,
        kind,
        slug: location?.slug ?? slugOf(name),
        name,
        thermalClass: (thermalClass || null) as ThermalClass | null,
        plan: location?.plan
          ? { ...location.plan, shapes: location.plan.shapes.map((shape) => ({ ...shape })) }
          : kind === 'room'
            ? { widthMeters: 12, depthMeters: 8, shapes: [] }
            : null,
        sortOrder: location?.sortOrder ?? parents.length,
      }),
    );
    if (done) onDone();
  };
  return (
    <Form className={styles['row']} onSend={send}>
      <TextInput
        label={t('name')}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as LocationKind)}
        data={locationKinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
      />
      <NativeSelect
        label={t('parent')}
        value={parentId}
        onChange={(event) => setParentId(event.currentTarget.value)}
        data={[{ value: '', label: t('none') }, ...parents.map((one) => ({ value: one.id, label: one.name }))]}
      />
      {kind === 'room' && (
        <NativeSelect
          label={t('class')}
          value={thermalClass}
          onChange={(event) => setThermalClass(event.currentTarget.value)}
          data={[{ value: '', label: t('noClass') }, ...thermalClasses]}
        />
      )}
      <Button type="submit" size="md" loading={isBusy}>
        {t('save')}
      </Button>
      <Button variant="subtle" color="gray" size="md" onClick={onDone}>
        {t('cancel')}
      </Button>
      <Problem text={problem} />
    </Form>
  );
}
