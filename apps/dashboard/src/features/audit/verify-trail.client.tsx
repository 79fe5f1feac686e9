'use client';
import { Button } from '@mantine/core';
import type { Words } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Problem } from '../../ui/problem.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { verifyTrail } from './actions.ts';
import styles from './audit.module.css';

interface Verdict {
  readonly sound: number;
  readonly head: string | null;
  readonly broken: Words | null;
}

const shownDigits = 16;

/** Asks whether the trail is whole, and says so. */
export function VerifyTrail() {
  const t = useTranslations('audit');
  const locale = useLocale();
  const { act, isBusy, problem } = useAct();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const verify = async () => {
    const done = await act(verifyTrail);
    if (done) setVerdict(done.value);
  };
  return (
    <div className={styles['verify']}>
      <Button variant="default" size="md" loading={isBusy} onClick={() => void verify()}>
        {t('verify')}
      </Button>
      <p role="status" data-broken={verdict?.broken ? true : undefined}>
        {verdict && (verdict.broken?.[locale] ?? t('sound', { count: verdict.sound }))}
        {verdict?.head && !verdict.broken && <small>{t('head', { hash: verdict.head.slice(0, shownDigits) })}</small>}
        {verdict && <small>{t('anchors')}</small>}
      </p>
      <Problem text={problem} />
    </div>
  );
}
