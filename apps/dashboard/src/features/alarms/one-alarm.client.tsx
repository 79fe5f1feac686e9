'use client';
import type { Alarm, SiteModel } from '@wachter/core';
import { useRouter } from 'next/navigation';
import { useLocale } from 'use-intl';
import { useAlarm, useLive } from '../../live/use-live.client.ts';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { AlarmDetail } from './alarm-detail.client.tsx';
import { alarmRows } from './alarm-rows.ts';
import { useAcknowledge } from './use-acknowledge.client.ts';

interface OneAlarmProps {
  readonly model: SiteModel;
  /** As stored when the page was made; the stream carries it on while it is open. */
  readonly stored: Alarm;
  readonly mayAcknowledge: boolean;
}

/** One occurrence at an address of its own, for links. */
export function OneAlarm({ model, stored, mayAcknowledge }: OneAlarmProps) {
  const router = useRouter();
  const locale = useLocale();
  const quantities = useQuantities();
  const live = useAlarm(stored.id);
  const now = useLive((state) => Math.floor(state.serverNow / 60_000) * 60_000);
  const acknowledging = useAcknowledge();
  const alarm = live && live.version > stored.version ? live : stored;
  const names = { model, quantities };
  const row = alarmRows([alarm], names, { locale, now })[0];
  if (!row) return null;
  return (
    <AlarmDetail
      alarm={alarm}
      row={row}
      names={names}
      mayAcknowledge={mayAcknowledge}
      acknowledging={acknowledging}
      isArmed={false}
      onClose={() => router.push('/alarms')}
    />
  );
}
