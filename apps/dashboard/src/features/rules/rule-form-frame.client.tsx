'use client';
import { Alert, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import styles from './rules.module.css';

interface RuleFormFrameProps {
  readonly testId: string;
  readonly isBusy: boolean;
  /** What was refused and stands beside no field. */
  readonly problem: string | null;
  readonly onSend: () => Promise<void>;
  readonly onDone: () => void;
  readonly children: ReactNode;
}

/** What every form of a rule has around its fields: the refusal, save and cancel, and where the change is kept. */
export function RuleFormFrame({ testId, isBusy, problem, onSend, onDone, children }: RuleFormFrameProps) {
  const t = useTranslations('rules');
  return (
    <form
      className={styles['form']}
      data-testid={testId}
      onSubmit={(event) => {
        event.preventDefault();
        void onSend();
      }}
    >
      {children}
      {problem && (
        <Alert className={styles['wide']} color="gray" role="alert">
          {problem}
        </Alert>
      )}
      <div className={styles['acts']}>
        <Button type="submit" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
      <p className={styles['quiet']}>{t('audited')}</p>
    </form>
  );
}
