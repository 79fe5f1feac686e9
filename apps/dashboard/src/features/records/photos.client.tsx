'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './records.module.css';
import { sendPhoto } from './shrink.client.ts';

const MOST = 6;

interface PhotosProps {
  readonly hashes: readonly string[];
  /** Missing: they are only shown. */
  readonly onAdd?: (hash: string) => void;
}

/** Photographs of a record; each is sent as soon as it was taken. */
export function Photos({ hashes, onAdd }: PhotosProps) {
  const t = useTranslations('records');
  const [state, setState] = useState<'none' | 'sending' | 'not-sent'>('none');
  const send = async (file: File | undefined) => {
    if (!file || !onAdd) return;
    setState('sending');
    const hash = await sendPhoto(file);
    setState(hash === null ? 'not-sent' : 'none');
    if (hash !== null && !hashes.includes(hash)) onAdd(hash);
  };
  return (
    <div className={styles['photos']}>
      {hashes.map((hash, index) => (
        <a key={hash} href={`/api/photo?hash=${hash}`} target="_blank" rel="noreferrer">
          {/* biome-ignore lint/performance/noImgElement: the image optimizer is switched off for safety */}
          <img src={`/api/photo?hash=${hash}`} alt={t('photo', { number: String(index + 1) })} />
        </a>
      ))}
      {onAdd && hashes.length < MOST && (
        <label className={styles['addPhoto']}>
          {t('addPhoto')}
          <input
            type="file"
            accept="image/jpeg,image/png"
            capture="environment"
            onChange={(event) => void send(event.currentTarget.files?.[0])}
          />
        </label>
      )}
      <span role="status">{state === 'none' ? '' : t(state === 'sending' ? 'photoSending' : 'photoNotSent')}</span>
    </div>
  );
}
