'use client';
import { Button } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Tile } from '../../ui/tile.tsx';
import { toneOf } from './group-tile.client.tsx';
import styles from './redundancy.module.css';
import type { ListedChain, ListedPath } from './view.ts';

interface ChainTileProps {
  readonly listed: ListedChain;
  readonly onEdit: (() => void) | undefined;
}

/** One chain: whether the load is served and with what margin, and of each way to it whether it carries and what of it does not. */
export function ChainTile({ listed, onEdit }: ChainTileProps) {
  const t = useTranslations('redundancy');
  const { now, name, paths, pointId } = listed;
  const carrying = paths.filter(({ carries }) => carries === true).length;
  return (
    <Tile as="section" label={name} className={styles['group']}>
      <header className={styles['head']} data-state={now.state} data-tone={toneOf(now)}>
        <h2 className={styles['name']}>{name}</h2>
        <strong className={styles['state']} data-testid="chain-state">
          {t(`state.${now.state}`)}
          {now.isPlanned && ` · ${t('planned')}`}
        </strong>
      </header>
      <p className={styles['left']}>
        {now.state === 'unverified' && `${t('atWorst', { state: t(`state.${now.worst}`) })}. `}
        {t('pathsCarry', { carrying: String(carrying), all: String(paths.length) })}
      </p>
      <ul className={styles['members']}>
        {paths.map((path) => (
          <Path key={path.name} path={path} />
        ))}
      </ul>
      <footer className={styles['foot']}>
        <Link href={`/points/${pointId}`}>{t('history')}</Link>
        {onEdit && (
          <Button variant="default" size="md" onClick={onEdit} aria-label={`${t('edit')}: ${name}`}>
            {t('edit')}
          </Button>
        )}
      </footer>
    </Tile>
  );
}

function Path({ path }: { readonly path: ListedPath }) {
  const t = useTranslations('redundancy');
  const says = path.carries === null ? 'unknown' : path.carries ? 'carries' : 'broken';
  return (
    <li data-health={path.carries === null ? 'unknown' : path.carries ? 'ok' : 'failed'} data-testid="chain-path">
      <span>
        {path.name}
        {path.groups.map(({ pointId, name, state }) => (
          <span key={pointId} className={styles['element']}>
            {name}: {state === null ? t('groupGone') : t(`state.${state}`)}
          </span>
        ))}
      </span>
      <strong>{t(`path.${says}`)}</strong>
    </li>
  );
}
