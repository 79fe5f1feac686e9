'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { drillWeeks } from '@wachter/core/oncall/drill-plan';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import parts from '../../ui/parts.module.css';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { planDrills } from './actions.ts';
import { saidOf } from './channel-form.client.tsx';
import { dayName, weekdays } from './day-name.ts';
import { DeleteButton } from './delete-button.client.tsx';
import styles from './on-call.module.css';
import type { DutySite, PlannedDrill } from './view.ts';

interface DrillPlanProps {
  readonly site: DutySite;
  /** Null where nobody planned any. */
  readonly planned: PlannedDrill | null;
  readonly mayPlan: boolean;
}

/** When drills of a site begin by themselves, and the means to change it. */
export function DrillPlanPart({ site, planned, mayPlan }: DrillPlanProps) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const [isEditing, setEditing] = useState(false);
  const { act, isBusy, problem } = useAct();
  const { id: siteId } = site;
  const when = planned && t(`drillWeek.${planned.plan.week}`, { day: dayName(planned.plan.weekday, locale, 'long') });
  return (
    <div data-testid="drill-plan">
      <div className={parts['line']}>
        <div className={parts['grow']}>
          {planned ? (
            <>
              <strong>{t('drillPlanned', { when: when ?? '', time: planned.plan.at })}</strong>{' '}
              <span className={parts['quiet']}>
                {t('drillOf', { name: planned.plannedBy })}
                {planned.nextAt !== null && (
                  <>
                    {' · '}
                    {t('drillNext')} <TimeText at={planned.nextAt} />
                  </>
                )}
              </span>
            </>
          ) : (
            <span className={parts['quiet']}>{t('drillNotPlanned')}</span>
          )}
          {problem && <span role="alert"> {problem}</span>}
        </div>
        {mayPlan && (
          <Button variant="default" size="md" onClick={() => setEditing(!isEditing)}>
            {t(planned ? 'drillPlanEdit' : 'drillPlan')}
          </Button>
        )}
        {mayPlan && planned && (
          <DeleteButton name={t('drillPlanOf')} isBusy={isBusy} onDelete={() => act(() => planDrills({ siteId, plan: null }))} />
        )}
      </div>
      {isEditing && <DrillPlanForm site={site} planned={planned} onDone={() => setEditing(false)} />}
    </div>
  );
}

interface DrillPlanFormProps {
  readonly site: DutySite;
  readonly planned: PlannedDrill | null;
  readonly onDone: () => void;
}

function DrillPlanForm({ site, planned, onDone }: DrillPlanFormProps) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const { act, isBusy, problem, issues } = useAct();
  const [plan, setPlan] = useState(planned?.plan ?? { week: 'first' as const, weekday: 2, at: '10:00' });
  const save = async () => {
    if (await act(() => planDrills({ siteId: site.id, plan }))) onDone();
  };
  return (
    <Form className={styles['form']} noValidate onSend={save}>
      <NativeSelect
        label={t('drillWeekLabel')}
        value={plan.week}
        data={drillWeeks.map((week) => ({ value: week, label: t(`drillWeekChoice.${week}`) }))}
        onChange={({ currentTarget: { value } }) =>
          setPlan({ ...plan, week: drillWeeks.find((week) => week === value) ?? 'first' })
        }
      />
      <NativeSelect
        label={t('drillDay')}
        value={String(plan.weekday)}
        data={weekdays.map((day) => ({ value: String(day), label: dayName(day, locale, 'long') }))}
        onChange={(event) => setPlan({ ...plan, weekday: Number(event.currentTarget.value) })}
      />
      <TextInput
        type="time"
        label={t('drillTime', { zone: site.timeZone })}
        error={saidOf(issues, 'plan.at')}
        value={plan.at}
        onChange={(event) => setPlan({ ...plan, at: event.currentTarget.value.slice(0, 5) })}
      />
      <p className={styles['whole']}>{t('drillPlanHint')}</p>
      <div className={styles['whole']}>
        <Button type="submit" size="md" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onDone}>
          {t('cancel')}
        </Button>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}
