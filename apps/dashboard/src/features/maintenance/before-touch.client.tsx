'use client';
import { Checkbox } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Touched } from '../redundancy/view.ts';
import styles from './maintenance.module.css';

interface BeforeTouchProps {
  readonly touched: Touched;
  readonly takesBothSides: boolean;
  readonly onTakesBothSides: (says: boolean) => void;
  /** It takes out what it touches; a test does not. */
  readonly isWork?: boolean;
}

const SHOWN = 8;

/** What work would do: groups that lose their margin, other work of the same time, points that say nothing of the place meanwhile. */
export function BeforeTouch({ touched: { groups, blind }, takesBothSides, onTakesBothSides, isWork = false }: BeforeTouchProps) {
  const t = useTranslations('maintenance');
  const state = useTranslations('redundancy.state');
  const names = blind.slice(0, SHOWN).map(({ name }) => name);
  return (
    <section className={styles['touch']} aria-label={t('touch.title')} data-testid="before-touch">
      <h2>{t('touch.title')}</h2>
      {groups.length === 0 && <p>{t('touch.noGroup')}</p>}
      <ul>
        {groups.map((group) => (
          <li key={group.id} data-bad={group.losesMargin || group.needsSecondPerson}>
            <strong>{group.name}</strong>{' '}
            {t('touch.becomes', { before: state(group.before.state), after: state(group.after.worst) })}
            {isWork && group.takesBothSides && <p>{t('touch.takesBoth')}</p>}
            {group.overlapping.map(({ id, name, createdBy }) => (
              <p key={id} className={styles['quiet']}>
                {t('touch.overlap', { name, by: createdBy })}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <p className={styles['quiet']}>
        {blind.length === 0 ? t('touch.notBlind') : t('touch.blind', { count: blind.length, names: names.join(', ') })}
        {blind.length > SHOWN && ' …'}
      </p>
      {groups.some(({ needsSecondPerson }) => needsSecondPerson) && (
        <Checkbox
          size="md"
          label={t('touch.bothSides')}
          checked={takesBothSides}
          onChange={(event) => onTakesBothSides(event.currentTarget.checked)}
        />
      )}
    </section>
  );
}
