'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useLocale, useTranslations } from 'use-intl';
import { type AlarmListFilter, noFilter } from './alarm-rows.ts';
import styles from './alarms.module.css';

interface AlarmFilterProps {
  readonly filter: AlarmListFilter;
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  readonly hidden: number;
  readonly onFilter: (filter: AlarmListFilter) => void;
}

/** Filter of the list; always says how many it hides. */
export function AlarmFilter({ filter, rooms, hidden, onFilter }: AlarmFilterProps) {
  const t = useTranslations('alarms');
  const locale = useLocale();
  const set = (change: Partial<AlarmListFilter>) => onFilter({ ...filter, ...change });
  return (
    <search className={styles['filter']}>
      <TextInput
        aria-label={t('search')}
        placeholder={t('search')}
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('priority')}
        value={filter.priority}
        onChange={(event) => set({ priority: event.currentTarget.value as AlarmListFilter['priority'] })}
        data={[
          { value: 'all', label: t('allPriorities') },
          ...priorities.map((priority) => ({ value: priority, label: priorityWords[priority][locale] })),
        ]}
      />
      <NativeSelect
        aria-label={t('room')}
        value={filter.roomId}
        onChange={(event) => set({ roomId: event.currentTarget.value })}
        data={[{ value: 'all', label: t('allRooms') }, ...rooms.map((room) => ({ value: room.id, label: room.name }))]}
      />
      <NativeSelect
        aria-label={t('only')}
        value={filter.only}
        onChange={(event) => set({ only: event.currentTarget.value as AlarmListFilter['only'] })}
        data={[
          { value: 'all', label: t('onlyAll') },
          { value: 'unacknowledged', label: t('onlyUnacknowledged') },
          { value: 'active', label: t('onlyActive') },
        ]}
      />
      {hidden > 0 && (
        <Button variant="subtle" color="gray" onClick={() => onFilter(noFilter)}>
          {t('hidden', { hidden })} · {t('clearFilter')}
        </Button>
      )}
    </search>
  );
}
