'use client';
import { Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { Equipment, EquipmentKind, SiteModel } from '@wachter/core';
import { equipmentKinds } from '@wachter/core/site/location';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { saveEquipment } from './actions.ts';
import { type PlateDraft, type PlateSchema, plateFields, presetsOf, ratingOf } from './plate-fields.ts';
import { PlateForm } from './plate-form.client.tsx';
import styles from './site.module.css';
import { slugOf } from './slug-of.ts';

interface EquipmentFormProps {
  readonly model: SiteModel;
  readonly plateSchemas: Readonly<Record<string, PlateSchema>>;
  readonly siteId: string;
  readonly equipment: Equipment | null;
  readonly onDone: () => void;
}

/** A cooler, UPS, genset, door …: what does work, as points name it. */
export function EquipmentForm({ model, plateSchemas, siteId, equipment, onDone }: EquipmentFormProps) {
  const t = useTranslations('site');
  const { act, isBusy, problem, issues } = useAct();
  const [name, setName] = useState(equipment?.name ?? '');
  const [kind, setKind] = useState<EquipmentKind>(equipment?.kind ?? 'cooler');
  const [locationId, setLocationId] = useState(equipment?.locationId ?? '');
  const schema = plateSchemas[kind];
  const fields = schema ? plateFields(schema) : [];
  const [plate, setPlate] = useState<PlateDraft | null>(equipment?.rating ?? null);
  const draft = plate ?? presetsOf(fields);
  const [fedBy, setFedBy] = useState<readonly string[]>(equipment?.fedBy ?? []);
  const sources = model.equipment.filter((one) => one.siteId === siteId && one.id !== equipment?.id);
  const places = model.locations.filter((one) => one.siteId === siteId);
  const send = async () => {
    const done = await act(() =>
      saveEquipment({
        ...(equipment ? { id: equipment.id } : {}),
        siteId,
        locationId: locationId || null,
        kind,
        slug: equipment?.slug ?? slugOf(name),
        name,
        rating: ratingOf(fields, draft),
        fedBy,
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
        onChange={(event) => {
          const chosen = equipmentKinds.find((one) => one === event.currentTarget.value) ?? 'other';
          setKind(chosen);
          setPlate(chosen === equipment?.kind ? equipment.rating : null);
        }}
        data={equipmentKinds.map((one) => ({ value: one, label: t(`equipmentKinds.${one}`) }))}
      />
      <NativeSelect
        label={t('parent')}
        value={locationId}
        onChange={(event) => setLocationId(event.currentTarget.value)}
        data={[{ value: '', label: t('none') }, ...places.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <MultiSelect
        className={styles['wide'] ?? ''}
        label={t('fedBy')}
        description={t('fedByHint')}
        value={[...fedBy]}
        onChange={setFedBy}
        data={sources.map((one) => ({ value: one.id, label: one.name }))}
        searchable
      />
      {fields.length > 0 && (
        <fieldset className={styles['plate']}>
          <legend>{t('plate')}</legend>
          <PlateForm fields={fields} draft={draft} issues={issues} path="rating" onChange={setPlate} />
          <p className={styles['quiet']}>{t('plateHint')}</p>
        </fieldset>
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
