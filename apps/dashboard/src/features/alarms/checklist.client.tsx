'use client';
import type { Alarm } from '@wachter/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import type { AlarmBackground } from './actions.ts';
import styles from './alarms.module.css';
import { tick } from './withhold-actions.ts';

interface ChecklistProps {
  readonly alarm: Alarm;
  readonly background: AlarmBackground;
  readonly mayTick: boolean;
}

/** The steps of the response; a tick stands when the server has it, with who and when. */
export function Checklist({ alarm, background, mayTick }: ChecklistProps) {
  const t = useTranslations('withheld');
  const locale = useLocale();
  const { act, isBusy, problem } = useAct();
  const [sent, setSent] = useState<AlarmBackground['ticks']>([]);
  const [asking, setAsking] = useState<number | null>(null);
  const { activation, id } = alarm;
  if (background.checklist.length === 0) return null;
  const done = [...background.ticks, ...sent].filter((one) => one.activation === activation);
  const press = async (step: number) => {
    setAsking(step);
    const answered = await act(() => tick({ alarmId: id, activation, step }));
    if (answered) setSent((known) => [...known, answered.value.tick]);
    setAsking(null);
  };
  return (
    <section data-testid="checklist">
      <h3>{t('checklist')}</h3>
      <ol className={styles['steps']}>
        {background.checklist.map((step, index) => {
          const ticked = done.find((one) => one.step === index);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list
            <li key={index}>
              <label>
                <input
                  type="checkbox"
                  checked={ticked !== undefined}
                  disabled={!mayTick || ticked !== undefined || isBusy}
                  onChange={() => void press(index)}
                />
                <span>
                  {step[locale]}
                  <span className={styles['quiet']}>
                    {ticked && (
                      <>
                        {' '}
                        {ticked.by} <TimeText at={ticked.at} />
                      </>
                    )}
                    {asking === index && ` ${t('ticking')}`}
                  </span>
                </span>
              </label>
            </li>
          );
        })}
      </ol>
      {problem && (
        <p className={styles['sending']} data-kind="failed" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
