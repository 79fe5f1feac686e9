'use client';
import type { Instant } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useLive, useServerNow } from '../live/use-live.client.ts';
import { formatTime, type TimeStyle } from './format-time.ts';

interface TimeTextProps {
  readonly at: Instant | null;
  readonly style?: TimeStyle;
  readonly className?: string | undefined;
}

/** The only way a time is shown: in the site's zone, 24 hours, exact to the second on hover and for machines. */
export function TimeText({ at, style = 'moment', className }: TimeTextProps) {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const now = useLive((state) => Math.floor(state.serverNow / 60_000) * 60_000);
  if (at === null) return <span className={className}>–</span>;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatTime(at, 'full', { locale, timeZone })}
      className={className}
      suppressHydrationWarning
    >
      {formatTime(at, style, { locale, timeZone }, now)}
    </time>
  );
}

/** How long ago, counted against the server's clock: "12 min ago". */
export function AgoText({ at, className }: { readonly at: Instant; readonly className?: string | undefined }) {
  const t = useTranslations('live');
  const locale = useLocale();
  const now = useServerNow();
  return (
    <time dateTime={new Date(at).toISOString()} className={className} suppressHydrationWarning>
      {t('ago', { age: formatDuration(Math.max(0, (now - at) / 1000), locale) })}
    </time>
  );
}
