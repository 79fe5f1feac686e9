'use client';
import { alarmNumber } from '@wachter/core/alarm/direction';
import type { JournalLine } from '@wachter/core/alarm/journal';
import { levelWords, transitionWords } from '@wachter/core/alarm/words';
import { qualityText } from '@wachter/core/reading/words';
import { roomOf } from '@wachter/core/site/room-summary';
import Link from 'next/link';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { TimeText } from '../../ui/time-text.client.tsx';
import type { AlarmModel } from './alarm-model.ts';
import styles from './journal.module.css';

/** Below this the condition was written down as it happened. */
const sameMomentMs = 2_000;

interface JournalRowProps {
  readonly line: JournalLine;
  readonly model: AlarmModel;
  /** What its rule is called: names what is about the whole site. */
  readonly rule: string;
}

/** One row of the journal; it leads to the alarm it is about. */
export function JournalRow({ line, model, rule }: JournalRowProps) {
  const t = useTranslations('journal');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const room = roomOf(model, line.locationId) ?? line.locationId;
  const place = model.locations.find((one) => one.id === room)?.name ?? '';
  const at = (instant: number, style: 'day' | 'seconds' | 'full') => formatTime(instant, style, { locale, timeZone });
  const isLater = Math.abs(line.recordedAt - line.conditionAt) >= sameMomentMs;
  const isSameDay = at(line.recordedAt, 'day') === at(line.conditionAt, 'day');
  return (
    <li>
      <Link href={`/alarms/${line.alarmId}`} prefetch={false} className={styles['row']} data-testid="journal-row">
        <span className={styles['when']}>
          <TimeText at={line.recordedAt} style="full" />
          {isLater && <small>{t('trueSince', { at: at(line.conditionAt, isSameDay ? 'seconds' : 'full') })}</small>}
        </span>
        <span className={styles['what']}>
          <AlarmMark priority={line.priority} isAcknowledged />
          <span>
            {place} <strong>{line.name || rule}</strong>
            <small>{line.tag ?? line.deviceId}</small>
          </span>
        </span>
        <span>
          <strong>{transitionWords[line.kind][locale]}</strong>
          {line.level && <small>{levelWords[line.level][locale]}</small>}
        </span>
        <Numbers line={line} />
        <span className={styles['who']}>
          {line.actor}
          {line.source && <small>{line.source}</small>}
        </span>
        {line.comment && <q className={styles['reason']}>{line.comment}</q>}
      </Link>
    </li>
  );
}

function Numbers({ line }: { readonly line: JournalLine }) {
  const t = useTranslations('journal');
  const locale = useLocale();
  const quantities = useQuantities();
  if (line.value === null) return <span />;
  const quantity = quantities.get(line.quantity ?? '') ?? null;
  const show = (part: 'value' | 'limit') => alarmNumber({ ...line, peak: null }, part, { quantity, locale });
  const quality = line.quality === null || line.quality === 'good' ? null : qualityText(line.quality, locale);
  return (
    <span>
      {show('value')}
      {line.limit !== null && <small>{t('limit', { limit: show('limit') })}</small>}
      {quality && <small>{quality}</small>}
    </span>
  );
}
