'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './test-plan.module.css';
import type { PlanViewOfSite, RefusedView, SourceView, TestView } from './view.ts';

const addressOf = (siteId: string, { kind, id }: SourceView): string =>
  kind === 'run' ? `/power/run?${new URLSearchParams({ site: siteId, id })}` : `/power/record?${new URLSearchParams({ id })}`;

const newRecord = ({ entry: { equipmentId, kind } }: TestView): string =>
  `/power/record?${new URLSearchParams({ equipment: equipmentId, kind })}`;

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
  const r = useTranslations('records');
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
        {test.sentence[locale]}{' '}
        {test.last && (
          <Link href={addressOf(siteId, test.last)}>{test.last.kind === 'run' ? t('lastRun') : r('lastRecord')}</Link>
        )}
      </p>
      {test.refused.slice(0, 3).map((refused) => (
        <Refused key={refused.source.id} siteId={siteId} refused={refused} />
      ))}
      <p>
        <Link href={newRecord(test)}>{r('write')}</Link>
      </p>
    </li>
  );
}

function Refused({ siteId, refused: { source, at, why } }: { readonly siteId: string; readonly refused: RefusedView }) {
  const t = useTranslations('testPlan');
  const r = useTranslations('records');
  const locale = useLocale();
  return (
    <p className={styles['refused']}>
      <Link href={addressOf(siteId, source)}>
        {source.kind === 'run' ? t('runOf') : r('recordOf')} <TimeText at={at} style="day" />
      </Link>{' '}
      {t('doesNotCount')} {why.map((sentence) => sentence[locale]).join(' ')}
    </p>
  );
}
