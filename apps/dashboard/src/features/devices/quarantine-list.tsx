import type { QuarantineRow } from '@wachter/services/ports/quarantine-store';
import { words } from '../../i18n/words.ts';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './devices.module.css';

/** What could not be used of a device's messages, newest first, each with its reason. Null = the reader may not see it. */
export async function QuarantineList({ rows }: { readonly rows: readonly QuarantineRow[] | null }) {
  const t = await words('devices');
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('quarantineTitle')}</h2>
      {rows === null && <p className={styles['quiet']}>{t('quarantineNotAllowed')}</p>}
      {rows?.length === 0 && <p className={styles['quiet']}>{t('quarantineNone')}</p>}
      <ul className={styles['plain']}>
        {rows?.map((row) => (
          <li key={row.id} className={styles['quarantined']}>
            <TimeText at={row.receivedAt} style="seconds" /> <strong>{row.kind}</strong> {row.channel} {row.detail}
            <pre className={styles['payload']}>{row.excerpt}</pre>
          </li>
        ))}
      </ul>
    </Tile>
  );
}
