'use client';
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { approveRecord, signRecord } from './actions.ts';
import styles from './records.module.css';

interface SignFormProps {
  readonly by: 'performed' | 'approved';
  readonly seen: { readonly recordId: string; readonly version: number; readonly contentHash: string };
}

/** Signs what is shown, with the password said once more. */
export function SignForm({ by, seen }: SignFormProps) {
  const t = useTranslations('records');
  const { act, isBusy, problem } = useAct();
  const [password, setPassword] = useState('');
  const send = async () => {
    const sign = by === 'performed' ? signRecord : approveRecord;
    await act(() => sign(seen, password));
    setPassword('');
  };
  return (
    <Form className={styles['sign']} noValidate onSend={send} aria-label={t(`signAs.${by}`)}>
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={isBusy} disabled={password === ''}>
        {t(`signAs.${by}`)}
      </Button>
      {problem && <span role="alert">{problem}</span>}
    </Form>
  );
}
