'use client';
import { Button, Checkbox, TextInput } from '@mantine/core';
import type { PlanEntry } from '@wachter/core';
import { testKindById } from '@wachter/core/power/plan/kinds/index';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { savePlan } from './actions.ts';
import styles from './test-plan.module.css';
import type { PlanViewOfSite } from './view.ts';

interface Row {
  readonly entry: PlanEntry;
  readonly equipment: string;
  readonly isAsked: boolean;
}

/** What is planned, then what could be: all of it asked where nothing is planned yet. */
const rowsOf = ({ tests, proposed }: PlanViewOfSite): readonly Row[] =>
  [
    ...tests.map(({ entry, equipment }) => ({ entry, equipment, isAsked: true })),
    ...proposed.map(({ equipment, ...entry }) => ({ entry, equipment, isAsked: tests.length === 0 })),
  ].toSorted((a, b) => a.equipment.localeCompare(b.equipment));

/** Which tests are asked of what, and when each is first due. */
export function PlanForm({ plan, onDone }: { readonly plan: PlanViewOfSite; readonly onDone: () => void }) {
  const t = useTranslations('testPlan');
  const r = useTranslations('records');
  const locale = useLocale();
  const { act, isBusy, problem } = useAct();
  const [rows, setRows] = useState(() => rowsOf(plan));
  const [isTried, setTried] = useState(false);
  const change = (index: number, row: Row) => setRows(rows.map((one, at) => (at === index ? row : one)));
  const isWrong = (row: Row) => row.isAsked && row.entry.firstDueOn === '';
  const send = async () => {
    setTried(true);
    if (rows.some(isWrong)) return;
    const entries = rows.filter(({ isAsked }) => isAsked).map(({ entry }) => entry);
    if (await act(() => savePlan({ siteId: plan.siteId, basedOn: plan.version, entries }))) onDone();
  };
  return (
    <Form className={styles['form']} noValidate onSend={send}>
      {rows.map((row, index) => {
        const name = `${row.equipment}: ${testKindById(row.entry.kind)?.name[locale] ?? row.entry.kind}`;
        return (
          <div key={`${row.entry.equipmentId} ${row.entry.kind}`} className={styles['ask']}>
            <Checkbox
              label={name}
              checked={row.isAsked}
              onChange={(event) => change(index, { ...row, isAsked: event.currentTarget.checked })}
            />
            {row.isAsked && (
              <Checkbox
                label={r('needsApproval')}
                checked={row.entry.needsApproval}
                onChange={(event) =>
                  change(index, { ...row, entry: { ...row.entry, needsApproval: event.currentTarget.checked } })
                }
              />
            )}
            {row.isAsked && (
              <TextInput
                type="date"
                aria-label={t('firstDue', { name })}
                error={isTried && isWrong(row) ? t('dateMissing') : null}
                value={row.entry.firstDueOn}
                onChange={(event) => change(index, { ...row, entry: { ...row.entry, firstDueOn: event.currentTarget.value } })}
              />
            )}
          </div>
        );
      })}
      <p className={styles['quiet']}>{t('formHint')}</p>
      <div className={styles['buttons']}>
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
