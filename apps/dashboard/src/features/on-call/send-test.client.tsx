'use client';
import { Button } from '@mantine/core';
import { failureText } from '@wachter/core/oncall/failure-words';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useAct } from '../../ui/use-act.client.ts';
import { testWay, watchDrill } from './actions.ts';
import styles from './on-call.module.css';
import { stopwatch } from './stopwatch.ts';
import { useDrill } from './use-drill.client.ts';
import type { DrillReport } from './view.ts';

interface SendTestProps {
  readonly channelId: string;
  /** Null: those who read along in the channel. */
  readonly userId: string | null;
  readonly name: string;
}

/** A marked message by this one way, and what became of it. */
export function SendTest({ channelId, userId, name }: SendTestProps) {
  const t = useTranslations('onCall');
  const { act, isBusy, problem } = useAct();
  const [test, setTest] = useState<DrillReport | null>(null);
  const send = async () => {
    setTest(null);
    const begun = await act(() => testWay({ channelId, userId }));
    const found = begun && (await act(() => watchDrill(begun.value.id)));
    if (found) setTest(found.value);
  };
  return (
    <>
      <Button variant="default" size="md" loading={isBusy} aria-label={`${t('sendTest')}: ${name}`} onClick={send}>
        {t('sendTest')}
      </Button>
      {problem && <span role="alert">{problem}</span>}
      {test && <Outcome key={test.id} test={test} />}
    </>
  );
}

function Outcome({ test }: { readonly test: DrillReport }) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const [hop] = useDrill(test).hops;
  if (!hop) return null;
  const { state, sentAt, owedAt, acknowledgedAt, failure, person } = hop;
  const words = () => {
    if (acknowledgedAt !== null) return t('testPressed', { time: stopwatch(acknowledgedAt - owedAt) });
    if (sentAt !== null && person === null) return `${t('drillSent')} ${stopwatch(sentAt - owedAt)}`;
    if (sentAt !== null) return t('testSent', { time: stopwatch(sentAt - owedAt) });
    if (failure !== null) return t('testFailed', { why: failureText(failure, locale) });
    return t('testWaiting');
  };
  return (
    <span role="status" className={styles['outcome']} data-warns={state !== 'sent' && failure !== null}>
      {words()}
    </span>
  );
}
