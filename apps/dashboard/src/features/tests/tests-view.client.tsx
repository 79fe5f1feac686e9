'use client';
import { Button } from '@mantine/core';
import type { AnnouncedTest, SiteModel } from '@wachter/core';
import { scenarioById } from '@wachter/core/power/scenarios/index';
import Link from 'next/link';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useServerNow } from '../../live/use-live.client.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { AnnounceForm } from './announce-form.client.tsx';
import styles from './tests.module.css';
import { phaseOf } from './view.ts';

interface TestsViewProps {
  readonly model: SiteModel;
  readonly tests: readonly AnnouncedTest[];
  readonly mayAnnounce: boolean;
}

/** Tests that were announced, the last to begin first. */
export function TestsView({ model, tests, mayAnnounce }: TestsViewProps) {
  const t = useTranslations('tests');
  const now = useServerNow();
  const [isAsking, setAsking] = useState(false);
  const open = tests.filter((test) => phaseOf(test, now) === 'open').length;
  return (
    <>
      <PageTitle
        title={open > 0 ? t('titleOpen', { count: open }) : t('title')}
        sub={t('hint')}
        actions={mayAnnounce && !isAsking && <Button onClick={() => setAsking(true)}>{t('announce')}</Button>}
      />
      {isAsking && <AnnounceForm model={model} onDone={() => setAsking(false)} />}
      {tests.length === 0 && !isAsking && <EmptyState title={t('none')} hint={t('noneHint')} />}
      <ol className={styles['list']}>
        {tests.map((test) => (
          <TestLine key={test.id} test={test} model={model} phase={phaseOf(test, now)} />
        ))}
      </ol>
    </>
  );
}

interface TestLineProps {
  readonly test: AnnouncedTest;
  readonly model: SiteModel;
  readonly phase: ReturnType<typeof phaseOf>;
}

function TestLine({ test, model, phase }: TestLineProps) {
  const t = useTranslations('tests');
  const locale = useLocale();
  const names = model.equipment.filter(({ id }) => test.equipment.includes(id)).map(({ name }) => name);
  return (
    <li>
      <Link href={`/power/test?id=${test.id}`}>
        {test.scenario}: {scenarioById(test.scenario)?.name[locale] ?? ''}
      </Link>
      <span className={styles['state']} data-phase={phase}>
        {t(`phase.${phase}`)}
      </span>
      <span className={styles['second']}>
        <TimeText at={test.from} style="full" />, {names.join(', ')}
      </span>
    </li>
  );
}
