'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './test-plan.module.css';
import type { PlanViewOfSite, RefusedView, TestView } from './view.ts';

const runAddress = (siteId: string, id: string): string => `/power/run?${new URLSearchParams({ site: siteId, id })}`;

/** Every test with where it stands and why, overdue first. */
export function TestList({ plan }: { readonly plan: PlanViewOfSite }) {
  return (
    <ol className={styles['tests']}>
      {plan.tests.map((test) => (
        <TestLine key={test.key} siteId={plan.siteId} test={test} />
      ))}
    </ol>
  );
}

function TestLine({ siteId, test }: { readonly siteId: string; readonly test: TestView }) {
  const t = useTranslations('testPlan');
  const locale = useLocale();
  return (
    <li id={`test-${test.key.replace(' ', '-')}`} data-state={test.state}>
      <div className={styles['line']}>
        <h3>
          {test.equipment}: {test.name[locale]}
        </h3>
        <span className={styles['state']} data-mark={test.state}>
          {t(`marks.${test.state}`)}
        </span>
      </div>
      <p>
        {test.sentence[locale]} {test.lastRunId && <Link href={runAddress(siteId, test.lastRunId)}>{t('lastRun')}</Link>}
      </p>
      {test.refused.slice(0, 3).map((refused) => (
        <Refused key={refused.runId} siteId={siteId} refused={refused} />
      ))}
    </li>
  );
}

function Refused({ siteId, refused: { runId, at, why } }: { readonly siteId: string; readonly refused: RefusedView }) {
  const t = useTranslations('testPlan');
  const locale = useLocale();
  return (
    <p className={styles['refused']}>
      <Link href={runAddress(siteId, runId)}>
        {t('runOf')} <TimeText at={at} style="day" />
      </Link>{' '}
      {t('doesNotCount')} {why.map((sentence) => sentence[locale]).join(' ')}
    </p>
  );
}
