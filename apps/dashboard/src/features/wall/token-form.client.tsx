'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { enterDisplay, useTokenInAddress } from './use-token-in-address.client.ts';
import styles from './wall.module.css';

/** Takes the token of a display: typed, or from the part of the address after # that is never sent. Then it is forgotten here. */
export function TokenForm() {
  const t = useTranslations('wall');
  const [token, setToken] = useState('');
  const [isRefused, setRefused] = useState(false);
  const send = async (secret: string) => setRefused(!(await enterDisplay(secret)));
  useTokenInAddress((secret) => void send(secret));
  return (
    <main className={styles['entrance']} data-testid="wall-entrance">
      <h1>{t('notAuthorised')}</h1>
      <p>{t('askForToken')}</p>
      <Form onSend={() => send(token.trim())}>
        <label>
          {t('token')}
          <input type="password" autoComplete="off" value={token} onChange={(event) => setToken(event.currentTarget.value)} />
        </label>
        <button type="submit">{t('open')}</button>
      </Form>
      {isRefused && <p role="alert">{t('tokenRefused')}</p>}
    </main>
  );
}
