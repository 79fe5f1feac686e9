'use client';
import { Button } from '@mantine/core';
import type { AnnouncedTest, Instant, JournalLine, SiteModel } from '@wachter/core';
import { endOfTest } from '@wachter/core/power/announced-test';
import { scenarioById } from '@wachter/core/power/scenarios/index';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { useServerNow } from '../../live/use-live.client.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { cancelTest } from './actions.ts';
import { Expected } from './announce-form.client.tsx';
import styles from './tests.module.css';
import { phaseOf } from './view.ts';

export interface TestPageView {
  readonly test: AnnouncedTest;
  readonly names: Readonly<Record<string, string>>;
  readonly runs: readonly {
    readonly siteId: string;
    readonly runId: string;
    readonly startedAt: Instant;
    readonly endedAt: Instant | null;
  }[];
  readonly expected: readonly JournalLine[];
}

interface TestPageProps {
  readonly model: SiteModel;
  readonly view: TestPageView;
  readonly mayAnnounce: boolean;
}

/** One announced test: what it is, the runs that are it, and the alarms that were booked to it. */
export function TestPage({ model, view: { test, names, runs, expected }, mayAnnounce }: TestPageProps) {
  const t = useTranslations('tests');
  const locale = useLocale();
  const phase = phaseOf(test, useServerNow());
  const scenario = scenarioById(test.scenario);
  return (
    <>
      <PageTitle
        title={t(`titleOf.${phase}`, { name: `${test.scenario}, ${scenario?.name[locale] ?? ''}` })}
        sub={t('announcedBy', { by: test.announcedBy, note: test.note })}
        actions={mayAnnounce && (phase === 'coming' || phase === 'open') && <EndButton test={test} phase={phase} />}
      />
      <p>
        <TimeText at={test.from} style="full" /> – <TimeText at={endOfTest(test)} style="full" />;{' '}
        {test.equipment.map((id) => names[id] ?? id).join(', ')}
        {test.cancelledBy !== null && ` (${t('endedBy', { by: test.cancelledBy })})`}
      </p>
      <Expected scenario={scenario} />
      <section className={styles['section']}>
        <h2>{t('runs')}</h2>
        {runs.length === 0 && <p className={styles['second']}>{t('noRuns')}</p>}
        {runs.map(({ siteId, runId, startedAt }) => (
          <p key={runId}>
            <Link href={`/power/run?${new URLSearchParams({ site: siteId, id: runId })}`}>
              <TimeText at={startedAt} style="full" />
            </Link>
          </p>
        ))}
      </section>
      <section className={styles['section']}>
        <h2>{t('booked', { count: expected.length })}</h2>
        {expected.length === 0 && <p className={styles['second']}>{t('noneBooked')}</p>}
        <ol className={styles['booked']}>
          {expected.map((line) => (
            <li key={line.id}>
              <TimeText at={line.conditionAt} style="seconds" />{' '}
              <Link href={`/alarms/${line.alarmId}`}>
                {model.points.find(({ id }) => id === line.pointId)?.name ?? t('anAlarm')}
              </Link>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function EndButton({ test, phase }: { readonly test: AnnouncedTest; readonly phase: 'coming' | 'open' }) {
  const t = useTranslations('tests');
  const { act, isBusy, problem } = useAct();
  return (
    <>
      <Button variant="default" loading={isBusy} onClick={() => void act(() => cancelTest({ id: test.id }))}>
        {t(phase === 'open' ? 'endNow' : 'callOff')}
      </Button>
      {problem && <span role="alert">{problem}</span>}
    </>
  );
}
