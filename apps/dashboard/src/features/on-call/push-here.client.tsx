'use client';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { addBrowser, removeBrowser } from './actions.ts';
import styles from './on-call.module.css';
import { deviceName, type PushStanding, pushStanding, subscribeHere, unsubscribeHere } from './push-browser.ts';
import { pushDevices } from './push-devices.ts';
import type { ContactRow, PushChannel } from './view.ts';

interface PushHereProps {
  readonly channel: PushChannel;
  /** Of whoever looks. */
  readonly contacts: readonly ContactRow[];
}

/** Messages to this browser, asked for by a press and ended by another; the other browsers of the person, and which of them have ended. */
export function PushHere({ channel, contacts }: PushHereProps) {
  const t = useTranslations('onCall');
  const { act, isBusy, problem } = useAct();
  const [standing, setStanding] = useState<PushStanding | null>(null);
  const [isRefused, setRefused] = useState(false);
  const devices = pushDevices(contacts.find(({ channelId }) => channelId === channel.id)?.address);
  const look = () => void pushStanding().then(setStanding, () => setStanding({ kind: 'impossible' }));
  useEffect(look, []);
  const here = standing?.kind === 'possible' ? standing.endpoint : null;
  const isOn = devices.some(({ endpoint, goneAt }) => endpoint === here && goneAt === null);
  const begin = async () => {
    setRefused(false);
    const subscription = await subscribeHere(channel.publicKey).catch(() => null);
    if (!subscription) return setRefused(true);
    await act(() => addBrowser({ channelId: channel.id, name: deviceName(navigator.userAgent), subscription }));
    look();
  };
  const end = async (endpoint: string) => {
    if (await act(() => removeBrowser({ channelId: channel.id, endpoint })))
      await unsubscribeHere(endpoint).catch(() => undefined);
    look();
  };
  return (
    <section className={styles['preview']} data-testid="push">
      <h3 className={parts['heading']}>{t('pushTo', { name: channel.name })}</h3>
      {standing?.kind === 'impossible' && <p className={parts['quiet']}>{t('pushImpossible')}</p>}
      {standing?.kind === 'denied' && <p className={parts['quiet']}>{t('pushDenied')}</p>}
      <ul className={parts['plain']}>
        {devices.map(({ endpoint, name, addedAt, goneAt }) => (
          <li key={endpoint} className={parts['line']} data-warns={goneAt !== null} data-testid="push-device">
            <span className={parts['grow']}>
              <strong>{name}</strong>{' '}
              <span className={parts['quiet']}>
                {endpoint === here && `${t('pushThis')} · `}
                <TimeText at={addedAt} />
              </span>
              {goneAt !== null && (
                <b>
                  {' '}
                  ⚠ {t('pushEnded')} <TimeText at={goneAt} />
                </b>
              )}
            </span>
            <Button
              variant="default"
              size="md"
              loading={isBusy}
              aria-label={`${t('takeAway')}: ${name}`}
              onClick={() => end(endpoint)}
            >
              {t('takeAway')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={parts['row']}>
        {standing?.kind === 'possible' && !isOn && (
          <Button size="md" loading={isBusy} onClick={begin}>
            {t('pushBegin')}
          </Button>
        )}
        {isRefused && <span role="alert">{t('pushRefused')}</span>}
        {problem && <span role="alert">{problem}</span>}
      </div>
    </section>
  );
}
