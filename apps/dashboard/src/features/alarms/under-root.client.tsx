'use client';
import { Button } from '@mantine/core';
import type { Alarm, Words } from '@wachter/core';
import { stateWords } from '@wachter/core/alarm/words';
import Link from 'next/link';
import { useEffect, useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useLive } from '../../live/use-live.client.ts';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { readUnderRoot } from './actions.ts';
import { type AlarmNames, alarmRows } from './alarm-rows.ts';
import styles from './alarms.module.css';
import { devicePath } from './device-path.ts';

/** More than these are behind a press. */
const shownAtFirst = 5;

interface UnderRootProps {
  readonly alarm: Alarm;
  readonly names: AlarmNames;
}

/** The alarms that are quiet because this one explains them: how many, why, and each with the way that leads to it. */
export function UnderRoot({ alarm, names }: UnderRootProps) {
  const t = useTranslations('alarms');
  const locale = useLocale();
  const under = useUnder(alarm);
  const [isWhole, setWhole] = useState(false);
  const rows = useMemo(() => (under ? alarmRows(under.alarms, names, locale) : []), [under, names, locale]);
  if (!under || rows.length === 0) return null;
  const shown = isWhole ? rows : rows.slice(0, shownAtFirst);
  return (
    <section data-testid="under-root">
      <h3>
        {t('underRoot')} <span className={styles['quiet']}>{rows.length}</span>
      </h3>
      <p className={styles['quiet']}>{under.path[locale]}.</p>
      <ul className={styles['others']}>
        {shown.map((row) => (
          <li key={row.id}>
            <Link href={`/alarms/${row.id}`} prefetch={false} className={styles['other']}>
              <AlarmMark priority={row.priority} isAcknowledged />
              <span>
                {row.place} {row.sentence}
                <span className={styles['quiet']}>
                  {' '}
                  {stateWords[row.state][locale]} · {devicePath(row, names.model).join(' → ')}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {rows.length > shown.length && (
        <Button variant="default" size="md" onClick={() => setWhole(true)}>
          {t('showAll', { count: String(rows.length) })}
        </Button>
      )}
    </section>
  );
}

/** Why this alarm is quiet, when another one explains it. */
export function ExplainedBy({ alarm, names }: UnderRootProps) {
  const t = useTranslations('alarms');
  const locale = useLocale();
  const root = useLive((state) => (alarm.withheldBy === null ? undefined : state.alarms.get(alarm.withheldBy)));
  const [row] = root ? alarmRows([root], names, locale) : [];
  if (alarm.withheld !== 'suppressed' || !row) return null;
  return (
    <p data-testid="explained-by">
      {t('explainedBy')} <Link href={`/alarms/${row.id}`}>{row.sentence}</Link>
      <span className={styles['quiet']}> {devicePath(alarm, names.model).join(' → ')}</span>
    </p>
  );
}

interface Under {
  readonly alarms: readonly Alarm[];
  readonly path: Words;
}

/** Read again when their number changes: only alarms of devices and points that feed others have any. */
function useUnder({ id }: Alarm): Under | null {
  const count = useLive(({ alarms }) => {
    let found = 0;
    for (const { withheldBy } of alarms.values()) if (withheldBy === id) found += 1;
    return found;
  });
  const [under, setUnder] = useState<Under | null>(null);
  useEffect(() => {
    let isWanted = true;
    if (count === 0) setUnder(null);
    else
      readUnderRoot(id).then(
        (found) => isWanted && setUnder(found),
        () => undefined,
      );
    return () => {
      isWanted = false;
    };
  }, [id, count]);
  return under;
}
