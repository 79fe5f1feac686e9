'use client';
import { Button } from '@mantine/core';
import type { SiteModel } from '@wachter/core';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '../../live/use-live.client.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { ChainForm } from './chain-form.client.tsx';
import { ChainTile } from './chain-tile.client.tsx';
import { GroupForm } from './group-form.client.tsx';
import { GroupTile } from './group-tile.client.tsx';
import styles from './redundancy.module.css';
import type { ListedChain, ListedGroup } from './view.ts';

interface RedundancyViewProps {
  readonly model: SiteModel;
  readonly groups: readonly ListedGroup[];
  readonly chains: readonly ListedChain[];
  readonly mayEdit: boolean;
}

/** Every group of units that stand in for each other, the most troubled first; fetched again when the state of one changes. */
export function RedundancyView({ model, groups, chains, mayEdit }: RedundancyViewProps) {
  const t = useTranslations('redundancy');
  const [editing, setEditing] = useState<number | 'new' | 'new-chain' | null>(null);
  useFetchedAgain([...groups, ...chains]);
  const bad = groups.filter(({ now }) => now.state !== 'redundant').length;
  const done = () => setEditing(null);
  return (
    <>
      <PageTitle
        title={groups.length === 0 ? t('titleNone') : t('title', { bad })}
        sub={t('hint')}
        actions={
          mayEdit &&
          editing === null && (
            <>
              <Button onClick={() => setEditing('new')}>{t('add')}</Button>
              {groups.length > 0 && (
                <Button variant="default" onClick={() => setEditing('new-chain')}>
                  {t('addChain')}
                </Button>
              )}
            </>
          )
        }
      />
      {editing === 'new' && <GroupForm model={model} listed={null} onDone={done} />}
      {editing === 'new-chain' && <ChainForm model={model} groups={groups} listed={null} onDone={done} />}
      {chains.length > 0 && (
        <div className={styles['grid']}>
          {chains.map((listed) =>
            editing === listed.pointId ? (
              <ChainForm key={listed.pointId} model={model} groups={groups} listed={listed} onDone={done} />
            ) : (
              <ChainTile key={listed.pointId} listed={listed} onEdit={mayEdit ? () => setEditing(listed.pointId) : undefined} />
            ),
          )}
        </div>
      )}
      {groups.length === 0 && editing === null && <EmptyState title={t('none')} hint={t('noneHint')} />}
      <div className={styles['grid']}>
        {groups.map((listed) =>
          editing === listed.pointId ? (
            <GroupForm key={listed.pointId} model={model} listed={listed} onDone={done} />
          ) : (
            <GroupTile
              key={listed.pointId}
              model={model}
              listed={listed}
              onEdit={mayEdit ? () => setEditing(listed.pointId) : undefined}
            />
          ),
        )}
      </div>
    </>
  );
}

function useFetchedAgain(groups: readonly Pick<ListedGroup, 'pointId'>[]): void {
  const router = useRouter();
  const said = useLive(({ points }) => groups.map(({ pointId }) => points.get(pointId)?.value ?? '').join(' '));
  const shown = useRef(said);
  useEffect(() => {
    if (shown.current === said) return;
    shown.current = said;
    router.refresh();
  }, [said, router]);
}
