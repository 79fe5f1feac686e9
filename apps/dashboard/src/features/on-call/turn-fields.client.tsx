'use client';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import styles from './on-call.module.css';
import type { OnCall } from './view.ts';

interface TurnFieldsProps {
  /** Ids, in turn; somebody may have more than one. */
  readonly turn: readonly string[];
  readonly people: OnCall['people'];
  readonly error: string | null;
  readonly onChange: (turn: readonly string[]) => void;
}

/** Who takes turns, in order. */
export function TurnFields({ turn, people, error, onChange }: TurnFieldsProps) {
  const t = useTranslations('onCall');
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? t('someone');
  const places = turn.map((id, index) => ({ id, key: `${id} ${turn.slice(0, index).filter((one) => one === id).length}` }));
  return (
    <fieldset className={styles['whole']}>
      <legend className={styles['legend']}>{t('people')}</legend>
      <ol className={styles['turn']}>
        {places.map(({ id, key }, index) => (
          <li key={key} className={parts['line']}>
            <span className={parts['grow']}>{nameOf(id)}</span>
            {index > 0 && (
              <Button
                variant="default"
                size="md"
                aria-label={t('up', { name: nameOf(id) })}
                onClick={() => onChange(turn.toSpliced(index, 1).toSpliced(index - 1, 0, id))}
              >
                ↑
              </Button>
            )}
            <Button
              variant="default"
              size="md"
              aria-label={`${t('takeAway')}: ${nameOf(id)}`}
              onClick={() => onChange(turn.toSpliced(index, 1))}
            >
              {t('takeAway')}
            </Button>
          </li>
        ))}
      </ol>
      <NativeSelect
        label={t('addPerson')}
        error={error}
        value=""
        data={[{ value: '', label: '–' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => event.currentTarget.value && onChange([...turn, event.currentTarget.value])}
      />
    </fieldset>
  );
}
