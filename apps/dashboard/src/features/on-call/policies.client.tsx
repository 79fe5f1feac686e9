'use client';
import { Button } from '@mantine/core';
import type { EscalationPolicy } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { savePolicy } from './actions.ts';
import { PolicyForm } from './policy-form.client.tsx';
import { PolicyHistory } from './policy-history.client.tsx';
import { PolicyPreview } from './policy-preview.client.tsx';
import { useLadderWords } from './use-ladder-words.client.ts';
import { type Named, useTargetNames } from './use-target-names.client.ts';
import type { ChannelKind, ChannelName, DutySite, OnCall } from './view.ts';

interface PoliciesProps {
  readonly onCall: OnCall;
  readonly sites: readonly DutySite[];
  readonly channels: readonly ChannelName[];
  readonly kinds: readonly ChannelKind[];
  readonly mayEdit: boolean;
  readonly maySeeChanges: boolean;
}

/** By which steps people are told, per site and priority. */
export const Policies = (props: PoliciesProps) =>
  props.onCall.policies.map((row) => <SitePolicy key={row.siteId} row={row} {...props} />);

function SitePolicy({ row, ...props }: PoliciesProps & { readonly row: OnCall['policies'][number] }) {
  const t = useTranslations('onCall');
  const { onCall, sites, channels, kinds, mayEdit, maySeeChanges } = props;
  const { siteId, policy, isDefault } = row;
  const targets = useTargetNames({ onCall, channels, kinds }, siteId);
  const [isEditing, setEditing] = useState(false);
  const site = sites.length > 1 ? sites.find((one) => one.id === siteId)?.name : null;
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{[t('steps'), site].filter(Boolean).join(' · ')}</h2>
      <p className={parts['quiet']}>{t(isDefault ? 'stepsDefault' : 'stepsHint')}</p>
      {isEditing ? (
        <PolicyForm siteId={siteId} policy={policy} targets={targets} channels={channels} onDone={() => setEditing(false)} />
      ) : (
        <>
          <Ladders policy={policy} targets={targets} channels={channels} />
          <PolicyPreview siteId={siteId} policy={null} />
          {mayEdit && (
            <div className={parts['row']}>
              <Button size="md" variant="default" aria-label={`${t('edit')}: ${t('steps')}`} onClick={() => setEditing(true)}>
                {t('edit')}
              </Button>
              {!isDefault && <DefaultAgain siteId={siteId} />}
            </div>
          )}
          {maySeeChanges && <PolicyHistory siteId={siteId} targets={targets} channels={channels} />}
        </>
      )}
    </Tile>
  );
}

/** Asks once more before it takes the steps of a site away. */
function DefaultAgain({ siteId }: { readonly siteId: string }) {
  const t = useTranslations('onCall');
  const { act, isBusy, problem } = useAct();
  const [isSure, setSure] = useState(false);
  const press = async () => {
    if (!isSure) return setSure(true);
    await act(() => savePolicy({ siteId, policy: null }));
  };
  return (
    <>
      <Button size="md" variant={isSure ? 'filled' : 'default'} loading={isBusy} onClick={press} onBlur={() => setSure(false)}>
        {t(isSure ? 'defaultSure' : 'defaultAgain')}
      </Button>
      {problem && <span role="alert">{problem}</span>}
    </>
  );
}

interface LaddersProps {
  readonly policy: EscalationPolicy;
  readonly targets: readonly Named[];
  readonly channels: readonly Named[];
}

function Ladders({ policy, targets, channels }: LaddersProps) {
  const locale = useLocale();
  const say = useLadderWords(targets, channels);
  return (
    <ul className={parts['plain']}>
      {priorities.map((priority) => (
        <li key={priority} className={parts['line']} data-testid={`steps-${priority}`}>
          <span className={parts['grow']}>
            <strong>{priorityWords[priority][locale]}</strong> {say(policy[priority])}
          </span>
        </li>
      ))}
    </ul>
  );
}
