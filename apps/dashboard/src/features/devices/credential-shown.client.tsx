'use client';
import { Button, CopyButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useBrokerAddress } from './broker-address.client.ts';
import styles from './devices.module.css';

export interface Credential {
  readonly userName: string;
  readonly secret: string;
  readonly publish: readonly string[];
}

/** The three lines for a device's configuration. The secret lives in this component only and goes with it. */
export function CredentialShown({ credential, onDone }: { readonly credential: Credential; readonly onDone: () => void }) {
  const t = useTranslations('devices');
  const broker = useBrokerAddress();
  const lines = `mqtt_url=${broker}\nmqtt_user=${credential.userName}\nmqtt_password=${credential.secret}`;
  return (
    <section className={styles['credential']} aria-live="polite">
      <h2 className={styles['heading']}>{t('credentialTitle')}</h2>
      <pre className={styles['payload']} data-testid="credential">
        {lines}
      </pre>
      <p>{t('credentialOnce')}</p>
      <p className={styles['quiet']}>{t('credentialTopics', { topics: credential.publish.join(', ') })}</p>
      <div className={styles['acts']}>
        <CopyButton value={lines}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </section>
  );
}
