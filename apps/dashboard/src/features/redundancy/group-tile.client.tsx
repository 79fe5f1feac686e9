'use client';
import { Button } from '@mantine/core';
import { type SiteModel, watchedStates } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { formatNumber } from '@wachter/core/quantity/format';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { Tile } from '../../ui/tile.tsx';
import styles from './redundancy.module.css';
import type { ListedGroup } from './view.ts';

interface GroupTileProps {
  readonly model: SiteModel;
  readonly listed: ListedGroup;
  readonly onEdit: (() => void) | undefined;
}

/** One group: its state and what is left as a sentence, its members with their health, and where the time of this month went. */
export function GroupTile({ model, listed, onEdit }: GroupTileProps) {
  const t = useTranslations('redundancy');
  const { now, members, locationId, name, pointId } = listed;
  const place = model.locations.find(({ id }) => id === locationId)?.name ?? null;
  const isDoubtful = now.state === 'unverified';
  return (
    <Tile as="section" label={name} className={styles['group']}>
      <header className={styles['head']} data-state={now.state} data-tone={toneOf(now)}>
        <h2 className={styles['name']}>{place ? `${place}: ${name}` : name}</h2>
        <strong className={styles['state']} data-testid="group-state">
          {t(`state.${now.state}`)}
          {now.isPlanned && ` · ${t('planned')}`}
        </strong>
      </header>
      <p className={styles['left']}>
        {isDoubtful && `${t('atWorst', { state: t(`state.${now.worst}`) })}. `}
        <Left listed={listed} />
      </p>
      <ul className={styles['members']}>
        {members.map(({ kind, id, name: member, side, health }) => (
          <li key={`${kind} ${id}`} data-health={health}>
            <span>
              {member}
              {side !== null && <span className={styles['quiet']}> {t('side', { side })}</span>}
            </span>
            <strong>{t(`health.${health}`)}</strong>
          </li>
        ))}
      </ul>
      <Month listed={listed} />
      <footer className={styles['foot']}>
        <Link href={`/points/${pointId}`}>{t('history')}</Link>
        {onEdit && (
          <Button variant="default" size="md" onClick={onEdit}>
            {t('edit')}
          </Button>
        )}
      </footer>
    </Tile>
  );
}

/** Planned work is another colour; what serves no more is not coloured away. */
export const toneOf = ({ state, isPlanned }: Pick<ListedGroup['now'], 'state' | 'isPlanned'>) =>
  state === 'insufficient' ? 'critical' : isPlanned || state === 'reduced' ? 'withheld' : state === 'no-margin' ? 'high' : state;

/** What counts against what is needed, and what may fail still. */
function Left({ listed: { now, group, members } }: { readonly listed: ListedGroup }) {
  const t = useTranslations('redundancy');
  const locale = useLocale();
  const show = (value: number) => formatNumber(value, null, locale);
  const have = show(Math.round(now.capacity * 100) / 100);
  const need = show(Math.round(now.demand * 100) / 100);
  const stands =
    group.need.by === 'count' ? t('needsUnits', { have, all: show(members.length), need }) : t('needsLoad', { have, need });
  const { spare } = now;
  const fails =
    spare < 0 ? t('missing', { missing: -spare }) : t(group.scheme.by === 'sides' ? 'sideMayFail' : 'mayFail', { spare });
  return `${stands} ${fails}`;
}

function Month({ listed: { month } }: { readonly listed: ListedGroup }) {
  const t = useTranslations('redundancy');
  const locale = useLocale();
  const show = (ms: number) => (ms === 0 ? '–' : formatDuration(ms / 1000, locale));
  const rows = watchedStates.filter((state) => month.time.states[state].planned + month.time.states[state].unplanned > 0);
  return (
    <table className={styles['month']}>
      <caption>{t('month')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('stateName')}</th>
          <th scope="col">{t('unplanned')}</th>
          <th scope="col">{t('plannedTime')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((state) => (
          <tr key={state}>
            <th scope="row">{t(`state.${state}`)}</th>
            <td>{show(month.time.states[state].unplanned)}</td>
            <td>{show(month.time.states[state].planned)}</td>
          </tr>
        ))}
        {month.time.notMeasured > 0 && (
          <tr>
            <th scope="row">{t('notMeasured')}</th>
            <td colSpan={2}>{show(month.time.notMeasured)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
