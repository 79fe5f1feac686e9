'use client';
import type { Alarm } from '@wachter/core';
import { useRouter } from 'next/navigation';
import { useLocale } from 'use-intl';
import { useAlarm, useAlarms } from '../../live/use-live.client.ts';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { AlarmDetail } from './alarm-detail.client.tsx';
import type { AlarmModel } from './alarm-model.ts';
import { alarmRows } from './alarm-rows.ts';
import { useAcknowledge } from './use-acknowledge.client.ts';

interface OneAlarmProps {
  readonly model: AlarmModel;
  /** As stored when the page was made; the stream carries it on while it is open. */
  readonly stored: Alarm;
  readonly commentDuties: readonly string[];
  readonly mayAcknowledge: boolean;
}

/** One occurrence at an address of its own, for links. */
export function OneAlarm({ model, stored, commentDuties, mayAcknowledge }: OneAlarmProps) {
  const router = useRouter();
  const locale = useLocale();
  const quantities = useQuantities();
  const live = useAlarm(stored.id);
  const { sending, drafts, acts } = useAcknowledge();
  const alarms = useAlarms();
  const alarm = live && live.version > stored.version ? live : stored;
  const names = { model, quantities, commentDuties };
  const [row, ...rows] = alarmRows([alarm, ...alarms], names, locale);
  if (!row) return null;
  return (
    <AlarmDetail
      alarm={alarm}
      row={row}
      names={names}
      others={rows.filter((other) => other.roomId === row.roomId && other.id !== row.id)}
      mayAcknowledge={mayAcknowledge}
      acts={acts}
      sending={sending.get(row.id)}
      draft={drafts.get(row.id)}
      onClose={() => router.push('/alarms')}
    />
  );
}
