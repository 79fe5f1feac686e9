'use client';
import { Button } from '@mantine/core';
import { dayNumber } from '@wachter/core/oncall/zoned-time';
import { useState } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { monthOf, stepMonth, weeksOf } from './month.ts';
import styles from './test-plan.module.css';
import type { PlanViewOfSite } from './view.ts';

const atNoon = (date: string): Date => new Date(dayNumber(date) * 86_400_000 + 43_200_000);

/** A month of the plan: what was done and missed, what is due. Each mark leads to its test in the list. */
export function MonthGrid({ plan }: { readonly plan: PlanViewOfSite }) {
  const t = useTranslations('testPlan');
  const format = useFormatter();
  const [month, setMonth] = useState(monthOf(plan.today));
  const weeks = weeksOf(month);
  const name = format.dateTime(atNoon(`${month}-01`), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <section className={styles['month']} aria-label={name}>
      <div className={styles['monthHead']}>
        <Button variant="default" size="md" onClick={() => setMonth(stepMonth(month, -1))}>
          {t('previous')}
        </Button>
        <h2 aria-live="polite">{name}</h2>
        <Button variant="default" size="md" onClick={() => setMonth(stepMonth(month, 1))}>
          {t('next')}
        </Button>
      </div>
      <table>
        <thead>
          <tr>
            {weeks[0]?.map((date) => (
              <th key={date} scope="col">
                {format.dateTime(atNoon(date), { weekday: 'short', timeZone: 'UTC' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} data-other={monthOf(date) !== month} aria-current={date === plan.today ? 'date' : undefined}>
                  <span className={styles['number']}>{Number(date.slice(8))}</span>
                  <Marks plan={plan} date={date} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Marks({ plan, date }: { readonly plan: PlanViewOfSite; readonly date: string }) {
  const t = useTranslations('testPlan');
  const locale = useLocale();
  const found = plan.tests.flatMap((test) => test.days.filter((day) => day.date === date).map(({ mark }) => ({ test, mark })));
  if (found.length === 0) return null;
  return (
    <ul>
      {found.map(({ test, mark }) => (
        <li key={`${test.key} ${mark}`}>
          <a href={`#test-${test.key.replace(' ', '-')}`} data-mark={mark} title={`${test.equipment}: ${test.name[locale]}`}>
            <strong>{t(`marks.${mark}`)}</strong> {test.equipment}: {test.name[locale]}
          </a>
        </li>
      ))}
    </ul>
  );
}
