'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { Form } from '../../ui/form.client.tsx';
import parts from '../../ui/parts.module.css';
import { useAct } from '../../ui/use-act.client.ts';
import { typedOf } from '../alarms/typed-moment.ts';
import { saveRota } from './actions.ts';
import { saidOf } from './channel-form.client.tsx';
import { HolidayFields } from './holiday-fields.client.tsx';
import { LayerFields } from './layer-fields.client.tsx';
import styles from './on-call.module.css';
import { OverrideFields } from './override-fields.client.tsx';
import { freshLayer, hasRotaFault, overrideFaults, type RotaDraft, rotaDraft, rotaTyped } from './rota-draft.ts';
import type { DutySite, OnCall, RotaOnDuty } from './view.ts';

interface RotaFormProps {
  /** Null for a new one. */
  readonly row: RotaOnDuty | null;
  readonly people: OnCall['people'];
  readonly sites: readonly DutySite[];
  readonly onDone: () => void;
}

/** Name, layers, holidays and exchanges of a rota, in the time zone of its site. */
export function RotaForm({ row, people, sites, onDone }: RotaFormProps) {
  const t = useTranslations('onCall');
  const live = useLiveStore();
  const { act, isBusy, problem, issues } = useAct();
  const [siteId, setSiteId] = useState(row?.siteId ?? sites[0]?.id ?? '');
  const timeZone = sites.find(({ id }) => id === siteId)?.timeZone ?? 'UTC';
  const today = typedOf(live.getState().serverNow, timeZone).slice(0, 10);
  const [draft, setDraft] = useState(() => rotaDraft(row?.rota ?? null, { timeZone, today }));
  const [isAsked, setAsked] = useState(false);
  const set = (part: Partial<RotaDraft>) => setDraft({ ...draft, ...part });
  const isWrong = hasRotaFault(draft, timeZone);
  const nameFault = isAsked && draft.name.trim() === '' ? t('nameMissing') : saidOf(issues, 'rota.name');
  const save = async () => {
    setAsked(true);
    const rota = rotaTyped(draft, timeZone);
    if (!rota || isWrong) return;
    if (await act(() => saveRota({ id: row?.id ?? null, siteId, rota }))) onDone();
  };
  return (
    <Form className={styles['form']} noValidate onSend={save}>
      <TextInput
        label={t('name')}
        withAsterisk
        maxLength={120}
        error={nameFault}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {!row && sites.length > 1 && (
        <NativeSelect
          label={t('site')}
          value={siteId}
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setSiteId(event.currentTarget.value)}
        />
      )}
      {draft.layers.map((layer, index) => (
        <LayerFields
          key={layer.key}
          layer={layer}
          index={index}
          people={people}
          isAsked={isAsked}
          onChange={(next) => set({ layers: draft.layers.with(index, next) })}
          onRemove={draft.layers.length === 1 ? null : () => set({ layers: draft.layers.toSpliced(index, 1) })}
          onUp={index === 0 ? null : () => set({ layers: draft.layers.toSpliced(index, 1).toSpliced(index - 1, 0, layer) })}
        />
      ))}
      {draft.layers.length < 10 && (
        <div className={styles['whole']}>
          <Button variant="default" size="md" onClick={() => set({ layers: [...draft.layers, freshLayer(draft.layers, today)] })}>
            {t('addLayer')}
          </Button>
          <span className={parts['quiet']}>{t('layersHint', { zone: timeZone })}</span>
        </div>
      )}
      <HolidayFields holidays={draft.holidays} people={people} isAsked={isAsked} onChange={(holidays) => set({ holidays })} />
      <OverrideFields
        overrides={draft.overrides}
        people={people}
        faultsOf={(one) => (isAsked ? overrideFaults(one, timeZone) : null)}
        onChange={(overrides) => set({ overrides })}
      />
      <div className={styles['whole']}>
        <Button type="submit" size="md" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onDone}>
          {t('cancel')}
        </Button>
        {isAsked && isWrong && <span role="alert">{t('formWrong')}</span>}
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}
