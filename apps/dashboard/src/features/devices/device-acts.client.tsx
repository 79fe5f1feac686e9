'use client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Problem } from '../../ui/problem.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { block, ignore, renewCredential, revoke } from './actions.ts';
import { type Credential, CredentialShown } from './credential-shown.client.tsx';
import styles from './devices.module.css';

interface DeviceActsProps {
  readonly id: string;
  readonly status: 'new' | 'approved' | 'ignored' | 'blocked';
}

type Act = 'ignore' | 'block' | 'revoke' | 'renew';

/** What an administrator can do to a device; each says what it means and asks for a second press. */
export function DeviceActs({ id, status }: DeviceActsProps) {
  const t = useTranslations('devices');
  const { act, isBusy, problem } = useAct();
  const [asked, setAsked] = useState<Act | null>(null);
  const [credential, setCredential] = useState<Credential | null>(null);
  const available: readonly Act[] = [
    'renew',
    'revoke',
    ...(status === 'new' ? (['ignore'] as const) : []),
    ...(status === 'blocked' ? [] : (['block'] as const)),
  ];
  const run = async (what: Act) => {
    if (what === 'renew') {
      const made = await act(() => renewCredential(id));
      if (made) setCredential(made.value.credential);
    } else if (what === 'revoke') await act(() => revoke(id));
    else await act(() => (what === 'ignore' ? ignore(id) : block(id)));
    setAsked(null);
  };
  return (
    <div className={styles['acts']}>
      {credential && <CredentialShown credential={credential} onDone={() => setCredential(null)} />}
      {available.map((what) => (
        <Button
          key={what}
          variant={asked === what ? 'filled' : 'default'}
          loading={isBusy && asked === what}
          onClick={() => (asked === what ? run(what) : setAsked(what))}
        >
          {asked === what ? t('sure') : t(what)}
        </Button>
      ))}
      {asked && (
        <p className={styles['quiet']}>
          {t(`${asked}Hint`)}{' '}
          <Button variant="subtle" color="gray" size="compact-md" onClick={() => setAsked(null)}>
            {t('cancel')}
          </Button>
        </p>
      )}
      <Problem text={problem} />
    </div>
  );
}
