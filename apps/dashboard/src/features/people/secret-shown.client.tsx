'use client';
import { Button, CopyButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import styles from './people.module.css';

interface SecretShownProps {
  readonly text: string;
  readonly secret: string;
  readonly onDone: () => void;
}

/** A secret on the screen, once; it goes with this element. */
export function SecretShown({ text, secret, onDone }: SecretShownProps) {
  const t = useTranslations('people');
  const words = useTranslations('devices');
  return (
    <section className={styles['secret']} aria-live="polite">
      <p>{text}</p>
      <pre data-testid="secret">{secret}</pre>
      <div className={parts['row']}>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? words('copied') : words('copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </section>
  );
}
