'use client';
import { Button } from '@mantine/core';
import type { AnnouncedTest, Instant, JournalLine, SiteModel, Words } from '@wachter/core';
import { endOfTest } from '@wachter/core/power/announced-test';
import { testKindById } from '@wachter/core/power/plan/kinds/index';
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
  readonly records: readonly {
    readonly recordId: string;
    readonly equipmentId: string;
    readonly kind: string;
    readonly signatures: number;
  }[];
  /** Records that could be written of it. */
  readonly possible: readonly {
    readonly equipmentId: string;
    readonly equipment: string;
    readonly kind: string;
    readonly name: Words;
  }[];
}

interface TestPageProps {
  readonly model: SiteModel;
  readonly view: TestPageView;
  readonly mayAnnounce: boolean;
}

/** One announced test: what it is, the runs that are it, and the alarms that were booked to it. */
export function TestPage({ model, view, mayAnnounce }: TestPageProps) {
  const { test, names, runs, expected } = view;
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
      <Records view={view} />
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

function Records({ view: { test, names, runs, records, possible } }: { readonly view: TestPageView }) {
  const t = useTranslations('records');
  const locale = useLocale();
  const nameOf = (kind: string) => testKindById(kind)?.name[locale] ?? kind;
  const begin = ({ equipmentId, kind }: TestPageView['possible'][number]) => {
    const run = runs[0]?.runId;
    return `/power/record?${new URLSearchParams({ equipment: equipmentId, kind, test: test.id, ...(run ? { run } : {}) })}`;
  };
  return (
    <section className={styles['section']}>
      <h2>{t('ofTest')}</h2>
      {records.map(({ recordId, equipmentId, kind, signatures }) => (
        <p key={recordId}>
          <Link href={`/power/record?id=${recordId}`}>
            {names[equipmentId] ?? ''}: {nameOf(kind)}
          </Link>{' '}
          <span className={styles['second']}>{t('signedCount', { count: signatures })}</span>
        </p>
      ))}
      <details>
        <summary>{t('write')}</summary>
        {possible.map((one) => (
          <p key={`${one.equipmentId} ${one.kind}`}>
            <Link href={begin(one)}>
              {one.equipment}: {one.name[locale]}
            </Link>
          </p>
        ))}
      </details>
    </section>
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
