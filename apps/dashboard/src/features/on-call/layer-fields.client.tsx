'use client';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useLocale, useTranslations } from 'use-intl';
import { dayName, weekdays } from './day-name.ts';
import styles from './on-call.module.css';
import { type LayerDraft, layerFaults } from './rota-draft.ts';
import { TurnFields } from './turn-fields.client.tsx';
import type { OnCall } from './view.ts';

interface LayerFieldsProps {
  readonly layer: LayerDraft;
  /** Its place: the first that covers a moment counts. */
  readonly index: number;
  readonly people: OnCall['people'];
  /** The form was sent: what is wrong is said. */
  readonly isAsked: boolean;
  readonly onChange: (layer: LayerDraft) => void;
  /** Null for the only one. */
  readonly onRemove: (() => void) | null;
  /** Null for the first. */
  readonly onUp: (() => void) | null;
}

/** Who takes turns when: from which day, handed over when, on which days and hours. */
export function LayerFields({ layer, index, people, isAsked, onChange, onRemove, onUp }: LayerFieldsProps) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const faults = layerFaults(layer, index === 0);
  const said = (field: keyof typeof faults) => (isAsked && faults[field] ? t(faults[field]) : null);
  const set = (part: Partial<LayerDraft>) => onChange({ ...layer, ...part });
  const toggle = (day: number) =>
    set({ weekdays: layer.weekdays.includes(day) ? layer.weekdays.filter((one) => one !== day) : [...layer.weekdays, day] });
  const name = layer.name || t('layer', { number: String(index + 1) });
  return (
    <fieldset className={styles['layer']} data-testid="layer">
      <legend className={styles['legend']}>{t('layer', { number: String(index + 1) })}</legend>
      <TextInput
        label={t('layerName')}
        maxLength={120}
        error={said('name')}
        value={layer.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('startsOn')}
        error={said('startsOn')}
        value={layer.startsOn}
        onChange={(event) => set({ startsOn: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('handoverAt')}
        error={said('handoverAt')}
        value={layer.handoverAt}
        onChange={(event) => set({ handoverAt: event.currentTarget.value.slice(0, 5) })}
      />
      <TextInput
        inputMode="numeric"
        label={t('turnDays')}
        error={said('turnDays')}
        value={layer.turnDays}
        onChange={(event) => set({ turnDays: event.currentTarget.value.trim() })}
      />
      <TextInput
        type="time"
        label={t('hoursFrom')}
        error={said('hours')}
        value={layer.from}
        onChange={(event) => set({ from: event.currentTarget.value.slice(0, 5) })}
      />
      <TextInput
        type="time"
        label={t('hoursTo')}
        value={layer.to}
        onChange={(event) => set({ to: event.currentTarget.value.slice(0, 5) })}
      />
      <fieldset className={styles['whole']}>
        <legend className={styles['legend']}>{t('weekdays')}</legend>
        {weekdays.map((day) => (
          <Checkbox
            key={day}
            size="md"
            className={styles['check']}
            label={dayName(day, locale)}
            checked={layer.weekdays.includes(day)}
            onChange={() => toggle(day)}
          />
        ))}
      </fieldset>
      <TurnFields turn={layer.people} people={people} error={said('people')} onChange={(turn) => set({ people: [...turn] })} />
      <div className={styles['whole']}>
        {onUp && (
          <Button variant="default" size="md" aria-label={t('up', { name })} onClick={onUp}>
            ↑
          </Button>
        )}
        {onRemove && (
          <Button variant="default" size="md" aria-label={`${t('removeLayer')}: ${name}`} onClick={onRemove}>
            {t('removeLayer')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
