'use client';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { Problem } from '../../ui/problem.client.tsx';
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
    <Form className={styles['form']} data-testid={testId} onSend={onSend}>
      {children}
      <Problem className={styles['wide']} text={problem} />
      <div className={styles['acts']}>
        <Button type="submit" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
      <p className={styles['quiet']}>{t('audited')}</p>
    </Form>
  );
}
