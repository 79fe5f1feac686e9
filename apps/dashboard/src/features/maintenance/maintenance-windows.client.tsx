'use client';
import { Button } from '@mantine/core';
import type { SiteModel } from '@wachter/core';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { scopeName } from '../alarms/scope-name.ts';
import type { ListedWindow } from '../alarms/withheld-view.ts';
import { cancelWork } from '../alarms/withhold-actions.ts';
import styles from './maintenance.module.css';
import { PlanForm } from './plan-form.client.tsx';
import { WindowOutcome } from './window-outcome.client.tsx';

interface MaintenanceWindowsProps {
  readonly model: SiteModel;
  readonly windows: readonly ListedWindow[];
  readonly mayPlan: boolean;
}

/** Planned work, open and coming: what it covers, when it comes back, and the means to plan and to cancel. */
export function MaintenanceWindows({ model, windows, mayPlan }: MaintenanceWindowsProps) {
  const t = useTranslations('maintenance');
  const [isPlanning, setPlanning] = useState(false);
  const open = windows.filter((window) => window.open !== null).length;
  return (
    <>
      <PageTitle
        title={t('title', { open })}
        sub={t('hint')}
        actions={mayPlan && !isPlanning && <Button onClick={() => setPlanning(true)}>{t('plan')}</Button>}
      />
      {isPlanning && <PlanForm model={model} onDone={() => setPlanning(false)} />}
      {windows.length === 0 && !isPlanning && <EmptyState title={t('none')} hint={t('noneHint')} />}
      <ul className={styles['list']}>
        {windows.map((window) => (
          <WindowLine key={window.id} model={model} window={window} mayPlan={mayPlan} />
        ))}
      </ul>
    </>
  );
}

interface WindowLineProps {
  readonly model: SiteModel;
  readonly window: ListedWindow;
  readonly mayPlan: boolean;
}

function WindowLine({ model, window, mayPlan }: WindowLineProps) {
  const t = useTranslations('maintenance');
  const { act, isBusy, problem } = useAct();
  const next = window.next[0];
  return (
    <li className={styles['window']} data-open={window.open !== null} data-testid="window">
      <div>
        <strong>{window.name}</strong> · {scopeName(model, { scope: window, rules: [] })}
        <p className={styles['quiet']}>
          {window.open && (
            <>
              {t('openUntil')} <TimeText at={window.open.until} />
              {' · '}
            </>
          )}
          {next ? (
            <>
              {t('next')} <TimeText at={next.from} /> – <TimeText at={next.until} />
            </>
          ) : (
            !window.open && t('over')
          )}{' '}
          · {t(`every.${window.recurrence?.every ?? 'once'}`)}
        </p>
        <p className={styles['quiet']}>
          “{window.reason}” {window.createdBy} {window.workOrder}
        </p>
        {window.ended && <WindowOutcome windowId={window.id} endedAt={window.ended.until} model={model} />}
        {problem && <p role="alert">{problem}</p>}
      </div>
      {mayPlan && (window.open !== null || next !== undefined) && (
        <Button variant="default" size="md" loading={isBusy} onClick={() => act(() => cancelWork(window.id))}>
          {t('cancelWindow')}
        </Button>
      )}
    </li>
  );
}
