'use client';
import { Button } from '@mantine/core';
import { dayNumber } from '@wachter/core/oncall/zoned-time';
import { sayDay } from '@wachter/core/power/plan/calendar';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { MonthGrid } from './month-grid.client.tsx';
import { PlanForm } from './plan-form.client.tsx';
import { TestList } from './test-list.client.tsx';
import styles from './test-plan.module.css';
import type { PlanViewOfSite } from './view.ts';

interface PlanViewProps {
  readonly plans: readonly PlanViewOfSite[];
  readonly mayEdit: boolean;
}

/** The tests that are asked of emergency power: as a month on a desk, as a list everywhere. */
export function PlanView({ plans, mayEdit }: PlanViewProps) {
  const t = useTranslations('testPlan');
  return (
    <>
      <PageTitle title={useTitle(plans)} sub={t('hint')} />
      {plans.length === 0 && <EmptyState title={t('noEquipment')} hint={t('noEquipmentHint')} />}
      {plans.map((plan) => (
        <SiteSection key={plan.siteId} plan={plan} isOnly={plans.length === 1} mayEdit={mayEdit} />
      ))}
    </>
  );
}

/** How many are overdue; else what is next. */
function useTitle(plans: readonly PlanViewOfSite[]): string {
  const t = useTranslations('testPlan');
  const locale = useLocale();
  const tests = plans.flatMap((plan) => plan.tests);
  const overdue = tests.filter(({ state }) => state === 'overdue').length;
  if (overdue > 0) return t('titleOverdue', { count: overdue });
  const due = tests.filter(({ state }) => state === 'due').length;
  if (due > 0) return t('titleDue', { count: due });
  const [next] = tests.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return next ? t('titleNext', { day: sayDay(dayNumber(next.dueOn), locale) }) : t('titleNone');
}

interface SiteSectionProps {
  readonly plan: PlanViewOfSite;
  readonly isOnly: boolean;
  readonly mayEdit: boolean;
}

function SiteSection({ plan, isOnly, mayEdit }: SiteSectionProps) {
  const t = useTranslations('testPlan');
  const [isEditing, setEditing] = useState(false);
  const isEmpty = plan.tests.length === 0;
  const edit = mayEdit && !isEditing && (
    <Button size="md" variant={isEmpty ? 'filled' : 'default'} onClick={() => setEditing(true)}>
      {t(isEmpty ? 'begin' : 'edit')}
    </Button>
  );
  return (
    <section className={styles['site']}>
      {!isOnly && <h2>{plan.siteName}</h2>}
      {isEditing && <PlanForm plan={plan} onDone={() => setEditing(false)} />}
      {isEmpty && !isEditing && (
        <EmptyState title={t('empty')} hint={t(mayEdit ? 'emptyHint' : 'emptyAsk')}>
          {edit}
        </EmptyState>
      )}
      {!isEmpty && (
        <>
          <MonthGrid plan={plan} />
          <div>{edit}</div>
          <TestList plan={plan} />
        </>
      )}
    </section>
  );
}
