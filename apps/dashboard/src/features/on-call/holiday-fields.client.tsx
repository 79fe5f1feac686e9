'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import styles from './on-call.module.css';
import { type HolidayDraft, holidayFaults, nextKey } from './rota-draft.ts';
import type { OnCall } from './view.ts';

interface HolidayFieldsProps {
  readonly holidays: readonly HolidayDraft[];
  readonly people: OnCall['people'];
  /** The form was sent: what is wrong is said. */
  readonly isAsked: boolean;
  readonly onChange: (holidays: readonly HolidayDraft[]) => void;
}

/** Days of the site's calendar on which somebody else is on duty, or nobody. */
export function HolidayFields({ holidays, people, isAsked, onChange }: HolidayFieldsProps) {
  const t = useTranslations('onCall');
  const choices = [{ value: '', label: t('nobody') }, ...people.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <fieldset className={styles['whole']}>
      <legend className={styles['legend']}>{t('holidays')}</legend>
      {holidays.map((draft, index) => {
        const faults = holidayFaults(draft);
        const said = (field: keyof typeof faults) => (isAsked && faults[field] ? t(faults[field]) : null);
        const set = (part: Partial<HolidayDraft>) => onChange(holidays.with(index, { ...draft, ...part }));
        const isKnown = choices.some(({ value }) => value === draft.person);
        return (
          <div key={draft.key} className={`${parts['row']} ${styles['broad']}`} data-testid="holiday">
            <TextInput
              type="date"
              label={t('day')}
              error={said('on')}
              value={draft.on}
              onChange={(event) => set({ on: event.currentTarget.value })}
            />
            <TextInput
              label={t('holidayName')}
              maxLength={120}
              error={said('name')}
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('onDuty')}
              value={draft.person}
              data={isKnown ? choices : [{ value: draft.person, label: t('someone') }, ...choices]}
              onChange={(event) => set({ person: event.currentTarget.value })}
            />
            <Button variant="default" size="md" onClick={() => onChange(holidays.toSpliced(index, 1))}>
              {t('takeAway')}
            </Button>
          </div>
        );
      })}
      <Button
        variant="default"
        size="md"
        onClick={() => onChange([...holidays, { key: nextKey(holidays), on: '', name: '', person: '' }])}
      >
        {t('addHoliday')}
      </Button>
    </fieldset>
  );
}
