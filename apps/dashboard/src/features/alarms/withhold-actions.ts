'use server';
import { cancelMaintenanceWindow } from '@wachter/services/alarm/cancel-window';
import { type PutMaintenanceWindow, putMaintenanceWindow } from '@wachter/services/alarm/put-window';
import { returnToService } from '@wachter/services/alarm/return-to-service';
import { type EditAlarmSettings, editAlarmSettings } from '@wachter/services/alarm/settings';
import { type ShelveAlarm, shelveAlarm } from '@wachter/services/alarm/shelve';
import { type TakeOutOfService, takeOutOfService } from '@wachter/services/alarm/take-out-of-service';
import { type TickChecklist, tickChecklist } from '@wachter/services/alarm/tick';
import { unshelveAlarm } from '@wachter/services/alarm/unshelve';
import { windowOutcome } from '@wachter/services/alarm/window-outcome';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function shelve(input: z.input<typeof ShelveAlarm>) {
  return refreshed(await shelveAlarm(await actionContext(), input), '/alarms');
}

export async function takeOut(input: z.input<typeof TakeOutOfService>) {
  return refreshed(await takeOutOfService(await actionContext(), input), '/alarms');
}

/** Ends a withholding before its time. */
export async function bringBack(kind: 'shelved' | 'out-of-service', id: string) {
  const context = await actionContext();
  const done = kind === 'shelved' ? await unshelveAlarm(context, { id }) : await returnToService(context, { id });
  return refreshed(done, '/alarms');
}

export async function tick(input: z.input<typeof TickChecklist>) {
  return tickChecklist(await actionContext(), input);
}

export async function planWork(input: z.input<typeof PutMaintenanceWindow>) {
  return refreshed(await putMaintenanceWindow(await actionContext(), input), '/maintenance');
}

export async function cancelWork(id: string) {
  return refreshed(await cancelMaintenanceWindow(await actionContext(), { id }), '/maintenance');
}

export async function saveAlarmSettings(input: z.input<typeof EditAlarmSettings>) {
  return refreshed(await editAlarmSettings(await actionContext(), input), '/alarms');
}

/** What is still wrong in the scope of a window; null when it is not there or may not be seen. */
export async function readWindowOutcome(id: string) {
  const found = await windowOutcome(await actionContext(), { id });
  return found.ok ? found.value.stillWrong : null;
}
