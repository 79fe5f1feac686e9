'use client';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { typedOf } from '../alarms/typed-moment.ts';
import { saveRota } from './actions.ts';
import { saidOf } from './channel-form.client.tsx';
import styles from './on-call.module.css';
import { OverrideFields } from './override-fields.client.tsx';
import { overrideFaults, type RotaDraft, rotaDraft, rotaTyped } from './rota-draft.ts';
import { TurnFields } from './turn-fields.client.tsx';
import type { DutySite, OnCall, RotaOnDuty } from './view.ts';

interface RotaFormProps {
  /** Null for a new one. */
  readonly row: RotaOnDuty | null;
  readonly people: OnCall['people'];
  readonly sites: readonly DutySite[];
  readonly onDone: () => void;
}

/** Name, turns and exchanges of a rota; further layers and holidays are kept as they are. */
export function RotaForm({ row, people, sites, onDone }: RotaFormProps) {
  const t = useTranslations('onCall');
  const live = useLiveStore();
  const { act, isBusy, problem, issues } = useAct();
  const [siteId, setSiteId] = useState(row?.siteId ?? sites[0]?.id ?? '');
  const timeZone = sites.find(({ id }) => id === siteId)?.timeZone ?? 'UTC';
  const [draft, setDraft] = useState(() =>
    rotaDraft(row?.rota ?? null, { timeZone, today: typedOf(live.getState().serverNow, timeZone).slice(0, 10) }),
  );
  const [isAsked, setAsked] = useState(false);
  const set = (part: Partial<RotaDraft>) => setDraft({ ...draft, ...part });
  const setLayer = (part: Partial<RotaDraft['layer']>) => set({ layer: { ...draft.layer, ...part } });
  const said = (path: string) => saidOf(issues, path);
  const save = async () => {
    setAsked(true);
    const rota = rotaTyped(draft, row?.rota ?? null, timeZone);
    const hasFault = draft.overrides.some((one) => Object.values(overrideFaults(one, timeZone)).some((fault) => fault !== null));
    if (!rota || hasFault) return;
    if (await act(() => saveRota({ id: row?.id ?? null, siteId, rota }))) onDone();
  };
  const others = (row?.rota.layers.length ?? 1) - 1;
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t('name')}
        withAsterisk
        maxLength={120}
        error={said('rota.name')}
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
      <TextInput
        type="date"
        label={t('startsOn')}
        error={said('rota.layers.0.startsOn')}
        value={draft.layer.startsOn}
        onChange={(event) => setLayer({ startsOn: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('handoverAt')}
        error={said('rota.layers.0.handoverAt')}
        value={draft.layer.handoverAt}
        onChange={(event) => setLayer({ handoverAt: event.currentTarget.value.slice(0, 5) })}
      />
      <NumberInput
        label={t('turnDays')}
        min={1}
        max={365}
        allowDecimal={false}
        hideControls
        error={said('rota.layers.0.turnDays')}
        value={draft.layer.turnDays}
        onChange={(days) => setLayer({ turnDays: Number(days) })}
      />
      <TurnFields
        turn={draft.layer.people}
        people={people}
        error={said('rota.layers.0.people')}
        onChange={(turn) => setLayer({ people: [...turn] })}
      />
      <OverrideFields
        overrides={draft.overrides}
        people={people}
        faultsOf={(one) => (isAsked ? overrideFaults(one, timeZone) : null)}
        onChange={(overrides) => set({ overrides })}
      />
      {others > 0 && <p className={styles['quiet']}>{t('otherLayers', { count: others })}</p>}
      <div className={styles['whole']}>
        <Button type="submit" size="md" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onDone}>
          {t('cancel')}
        </Button>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </form>
  );
}
