'use client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { removeRota } from './actions.ts';
import { DeleteButton } from './delete-button.client.tsx';
import { RotaForm } from './rota-form.client.tsx';
import type { DutySite, OnCall, RotaOnDuty } from './view.ts';

interface RotasProps {
  readonly onCall: OnCall;
  readonly sites: readonly DutySite[];
  readonly mayEdit: boolean;
}

/** Who takes turns with whom, and the means to change it. */
export function Rotas({ onCall, sites, mayEdit }: RotasProps) {
  const t = useTranslations('onCall');
  const [isAdding, setAdding] = useState(false);
  const { people, rotas } = onCall;
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{t('rotas')}</h2>
      {rotas.length === 0 && <p className={parts['quiet']}>{t('noRotas')}</p>}
      <ul className={parts['plain']}>
        {rotas.map((row) => (
          <RotaLine key={row.id} row={row} people={people} sites={sites} mayEdit={mayEdit} />
        ))}
      </ul>
      {isAdding && <RotaForm row={null} people={people} sites={sites} onDone={() => setAdding(false)} />}
      {mayEdit && !isAdding && sites.length > 0 && (
        <Button size="md" onClick={() => setAdding(true)}>
          {t('addRota')}
        </Button>
      )}
    </Tile>
  );
}

interface RotaLineProps {
  readonly row: RotaOnDuty;
  readonly people: OnCall['people'];
  readonly sites: readonly DutySite[];
  readonly mayEdit: boolean;
}

function RotaLine({ row, people, sites, mayEdit }: RotaLineProps) {
  const t = useTranslations('onCall');
  const { act, isBusy, problem } = useAct();
  const [isEditing, setEditing] = useState(false);
  const { id, rota, siteId } = row;
  const nameOf = (person: string) => people.find((one) => one.id === person)?.name ?? t('someone');
  const site = sites.length > 1 ? sites.find((one) => one.id === siteId)?.name : null;
  return (
    <li data-testid="rota">
      <div className={parts['line']}>
        <div className={parts['grow']}>
          <strong>{rota.name}</strong> {site && <span className={parts['quiet']}>{site}</span>}
          {rota.layers.map((layer) => (
            <div key={`${layer.name} ${layer.startsOn} ${layer.people.join()}`} className={parts['quiet']}>
              {t('turns', { people: layer.people.map(nameOf).join(', '), days: layer.turnDays, time: layer.handoverAt })}
            </div>
          ))}
          {problem && <span role="alert"> {problem}</span>}
        </div>
        {mayEdit && (
          <>
            <Button variant="default" size="md" aria-label={`${t('edit')}: ${rota.name}`} onClick={() => setEditing(!isEditing)}>
              {t('edit')}
            </Button>
            <DeleteButton name={rota.name} isBusy={isBusy} onDelete={() => act(() => removeRota({ id }))} />
          </>
        )}
      </div>
      {isEditing && <RotaForm row={row} people={people} sites={sites} onDone={() => setEditing(false)} />}
    </li>
  );
}
