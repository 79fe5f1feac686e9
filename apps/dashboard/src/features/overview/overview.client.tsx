'use client';
import type { SiteModel } from '@wachter/core';
import { type WithheldPlan, withheldCount, withheldNow } from '@wachter/core/alarm/withheld-now';
import { summariseRooms } from '@wachter/core/site/room-summary';
import Link from 'next/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import {
  useAlarms,
  useDeviceStates,
  useFlood,
  useHealth,
  useIsKnown,
  useLive,
  usePointStates,
} from '../../live/use-live.client.ts';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RoomTile } from '../../ui/room-tile.client.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { RunningOut } from '../heat/running-out.client.tsx';
import { Guide } from '../site/guide.client.tsx';
import { type AttentionInput, attentionOf } from './attention.ts';
import styles from './overview.module.css';

interface OverviewProps {
  readonly model: SiteModel;
  readonly problems: AttentionInput['problems'];
  readonly hasChannel: AttentionInput['hasChannel'];
  readonly withheld: WithheldPlan;
  readonly maySetUp: boolean;
}

/** The site by room, the most troubled first; above it what needs somebody now, below it the proof of life. */
export function Overview({ model, problems, hasChannel, withheld, maySetUp }: OverviewProps) {
  const t = useTranslations('overview');
  const live = useTranslations('live');
  const isKnown = useIsKnown();
  const states = usePointStates();
  const alarms = useAlarms();
  const quantities = useQuantities();
  const devices = useDeviceStates();
  const floodAlarms = useFlood().alarms;
  const now = useLive((state) => Math.floor(state.serverNow / 2_000) * 2_000);
  const points = useMemo(() => new Map(model.points.map((point) => [point.id, point])), [model]);
  const rooms = useMemo(
    () => summariseRooms(model, { states, alarms, quantities }, now),
    [model, states, alarms, quantities, now],
  );
  const known = rooms.reduce((sum, room) => sum + room.fresh, 0);
  const total = rooms.reduce((sum, room) => sum + room.points, 0);
  const hidden = useMemo(() => withheldCount(withheldNow(withheld, alarms, now)), [withheld, alarms, now]);
  const open = alarms.filter((alarm) => alarm.withheld === 'none').length;
  const attention = attentionOf({
    ...{ model, alarms, devices, missingPoints: total - known, floodAlarms, hasChannel, problems, withheld: hidden },
  });
  return (
    <>
      <PageTitle
        title={
          !isKnown
            ? live('waiting')
            : open === 0
              ? t('calm', { fresh: known, points: total })
              : t('alarms', { count: open, fresh: known, points: total })
        }
        sub={model.sites.map((site) => site.name).join(', ')}
      />
      {maySetUp && isKnown && <Guide model={model} />}
      {isKnown && <RunningOut model={model} />}
      {isKnown && attention.length > 0 && (
        <nav className={styles['attention']} aria-label={t('needsYou')}>
          {attention.map((one) => (
            <Link key={one.kind} href={one.href} className={styles['need']} data-kind={one.kind}>
              {t(`attention.${one.kind}`, { count: one.count })}
            </Link>
          ))}
        </nav>
      )}
      {model.sites.length === 0 && !maySetUp && <EmptyState title={t('empty')} hint={t('emptyHint')} />}
      <div className={styles['rooms']}>
        {rooms.map((room) => (
          <RoomTile key={room.location.id} summary={room} href={`/rooms/${room.location.slug}`} points={points} />
        ))}
      </div>
      {isKnown && <ProofOfLife known={known} total={total} />}
    </>
  );
}

function ProofOfLife({ known, total }: { readonly known: number; readonly total: number }) {
  const t = useTranslations('overview');
  const health = useHealth();
  return (
    <p className={styles['proof']} data-testid="proof-of-life">
      {t('proof', { readings: health?.readingsLastMinute ?? 0, fresh: known, points: total })}
    </p>
  );
}
