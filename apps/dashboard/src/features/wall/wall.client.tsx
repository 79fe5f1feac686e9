'use client';
import type { Alarm, Instant, Quantity, SiteModel, StatusLine, WithheldPlan } from '@wachter/core';
import { describeAlarm } from '@wachter/core/alarm/describe';
import { formatValue } from '@wachter/core/quantity/format';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import {
  useAlarms,
  useHealth,
  useIsKnown,
  useLiveness,
  useModelRevision,
  usePointStates,
  useServerNow,
} from '../../live/use-live.client.ts';
import { formatTime } from '../../ui/format-time.ts';
import { adviceFor, firstSentence, type Responses } from '../alarms/responses.ts';
import { WallSound } from '../sound/wall-sound.client.tsx';
import type { ViewingPlace } from './distance.ts';
import { bodyHeight, stageHeight } from './fit.ts';
import { enterDisplay, useTokenInAddress } from './use-token-in-address.client.ts';
import { useWallLines } from './use-wall-lines.client.ts';
import { linesHeight, shownLines } from './wall-lines.ts';
import { WallScreen } from './wall-screen.client.tsx';
import { type WallWords, wallView } from './wall-view.ts';

interface WallProps {
  readonly model: SiteModel;
  readonly quantities: ReadonlyMap<string, Quantity>;
  readonly responses: Responses;
  readonly withheld: WithheldPlan;
  readonly lines: readonly StatusLine[];
  readonly linesUrl: string;
  readonly place: ViewingPlace;
  readonly theme: 'dark' | 'light';
}

/** Joins the live stream with what changes seldom, and keeps the picture true while nobody touches it. */
export function Wall({ model, quantities, responses, withheld, lines: first, linesUrl, place, theme }: WallProps) {
  const t = useTranslations('wall');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const states = usePointStates();
  const alarms = useAlarms();
  const health = useHealth();
  const isKnown = useIsKnown();
  const liveness = useLiveness();
  const now = useServerNow();
  const known = useWallLines(first, linesUrl);
  const lines = shownLines(known.lines, { locale, at: known.heardAt, now });
  useFreshModel(model.revision);
  useTheme(theme);
  // Somebody who is signed in sees a preview here: a screen that is being set up becomes a display all the same.
  useTokenInAddress((token) => void enterDisplay(token));
  const points = useMemo(() => new Map(model.points.map((point) => [point.id, point])), [model]);
  const devices = useMemo(() => new Map(model.devices.map((device) => [device.id, device])), [model]);
  const time = useMemo(() => clock(locale, timeZone), [locale, timeZone]);
  const quantityOf = (pointId: number | null) =>
    quantities.get((pointId === null ? null : points.get(pointId)?.quantity) ?? '') ?? null;
  const view = wallView({
    model,
    states,
    alarms,
    quantities,
    health,
    withheld,
    isKnown,
    now,
    words: ((key, values) => t(key, values as never)) as WallWords,
    heights: { body: bodyHeight(place) - linesHeight(lines), stage: stageHeight(place) },
    time,
    moment: (at) => formatTime(at, 'moment', { locale, timeZone }, now),
    describe: (alarm: Alarm) =>
      describeAlarm(
        alarm,
        {
          point: alarm.pointId === null ? null : (points.get(alarm.pointId) ?? null),
          device: alarm.deviceId === null ? null : (devices.get(alarm.deviceId) ?? null),
          quantity: quantityOf(alarm.pointId),
        },
        locale,
      ),
    respond: (alarm) => {
      const response = adviceFor(responses, alarm)?.response[locale];
      return response ? firstSentence(response) : null;
    },
    format: (pointId, value) => {
      const quantity = quantityOf(pointId);
      return quantity ? formatValue(quantity, value, locale) : String(value);
    },
  });
  const notLive = liveness.kind === 'not-live' ? { since: liveness.since, lastDataAt: health?.lastReadingAt ?? null } : null;
  return (
    <WallScreen
      view={view}
      lines={lines}
      place={place}
      time={time}
      now={now}
      notLive={notLive}
      isConnecting={liveness.kind === 'connecting'}
      sound={<WallSound time={time} />}
    />
  );
}

const clock = (locale: string, timeZone: string) => {
  const format = new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
  return (at: Instant): string => format.format(at);
};

/** Fetches places and points again when somebody changed them. */
function useFreshModel(shown: string): void {
  const router = useRouter();
  const revision = useModelRevision();
  useEffect(() => {
    if (revision !== null && revision !== shown) router.refresh();
  }, [revision, shown, router]);
}

function useTheme(theme: string): void {
  useEffect(() => {
    document.documentElement.dataset['mantineColorScheme'] = theme;
  }, [theme]);
}
