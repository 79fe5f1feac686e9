'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import styles from './on-call.module.css';
import type { OverrideDraft, overrideFaults } from './rota-draft.ts';
import type { OnCall } from './view.ts';

interface OverrideFieldsProps {
  readonly overrides: readonly OverrideDraft[];
  readonly people: OnCall['people'];
  /** Null until the form was sent. */
  readonly faultsOf: (draft: OverrideDraft) => ReturnType<typeof overrideFaults> | null;
  readonly onChange: (overrides: readonly OverrideDraft[]) => void;
}

/** Who stands in for whom, from when until when. */
export function OverrideFields({ overrides, people, faultsOf, onChange }: OverrideFieldsProps) {
  const t = useTranslations('onCall');
  const key = Math.max(-1, ...overrides.map((one) => one.key)) + 1;
  const fresh = { key, from: '', until: '', person: people[0]?.id ?? '', reason: '' };
  const choices = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <fieldset className={styles['whole']}>
      <legend className={styles['legend']}>{t('overrides')}</legend>
      {overrides.map((draft, index) => {
        const faults = faultsOf(draft);
        const said = (field: 'from' | 'until' | 'reason') => (faults?.[field] ? t(faults[field]) : null);
        const set = (part: Partial<OverrideDraft>) => onChange(overrides.with(index, { ...draft, ...part }));
        const isKnown = people.some(({ id }) => id === draft.person);
        return (
          <div key={draft.key} className={`${parts['row']} ${styles['broad']}`}>
            <TextInput
              type="datetime-local"
              label={t('from')}
              error={said('from')}
              value={draft.from}
              onChange={(event) => set({ from: event.currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              label={t('until')}
              error={said('until')}
              value={draft.until}
              onChange={(event) => set({ until: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('person')}
              value={draft.person}
              data={isKnown ? choices : [{ value: draft.person, label: t('someone') }, ...choices]}
              onChange={(event) => set({ person: event.currentTarget.value })}
            />
            <TextInput
              label={t('reason')}
              maxLength={120}
              error={said('reason')}
              value={draft.reason}
              onChange={(event) => set({ reason: event.currentTarget.value })}
            />
            <Button variant="default" size="md" onClick={() => onChange(overrides.toSpliced(index, 1))}>
              {t('takeAway')}
            </Button>
          </div>
        );
      })}
      <Button variant="default" size="md" onClick={() => onChange([...overrides, fresh])}>
        {t('addOverride')}
      </Button>
    </fieldset>
  );
}
