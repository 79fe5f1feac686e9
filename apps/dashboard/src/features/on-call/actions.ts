'use server';
import { type DeleteChannel, deleteChannel } from '@wachter/services/channel/delete';
import { type PutChannel, putChannel } from '@wachter/services/channel/put';
import { listNotices, type ShownNotice } from '@wachter/services/notice/list';
import { type DeleteRota, deleteRota } from '@wachter/services/oncall/delete-rota';
import { type PlanDrill, planDrill } from '@wachter/services/oncall/plan-drill';
import { type PreviewPolicy, previewPolicy } from '@wachter/services/oncall/preview-policy';
import { type PutPolicy, putPolicy } from '@wachter/services/oncall/put-policy';
import { type PutRota, putRota } from '@wachter/services/oncall/put-rota';
import { readDrill } from '@wachter/services/oncall/read-drill';
import { type SendTest, sendTest } from '@wachter/services/oncall/send-test';
import { type SetContacts, setContacts } from '@wachter/services/oncall/set-contacts';
import { type StartDrill, startDrill } from '@wachter/services/oncall/start-drill';
import { type SubscribePush, subscribePush } from '@wachter/services/oncall/subscribe-push';
import { type UnsubscribePush, unsubscribePush } from '@wachter/services/oncall/unsubscribe-push';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { readPolicyChanges as readChanges } from '../../server/reads/policy-changes.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function saveChannel(input: z.input<typeof PutChannel>) {
  const context = await actionContext();
  return refreshed(await putChannel(context, input), '/on-call');
}

export async function removeChannel(input: z.input<typeof DeleteChannel>) {
  const context = await actionContext();
  return refreshed(await deleteChannel(context, input), '/on-call');
}

export async function saveContacts(input: z.input<typeof SetContacts>) {
  const context = await actionContext();
  return refreshed(await setContacts(context, input), '/on-call');
}

export async function saveRota(input: z.input<typeof PutRota>) {
  const context = await actionContext();
  return refreshed(await putRota(context, input), '/on-call');
}

export async function removeRota(input: z.input<typeof DeleteRota>) {
  const context = await actionContext();
  return refreshed(await deleteRota(context, input), '/on-call');
}

export async function savePolicy(input: z.input<typeof PutPolicy>) {
  const context = await actionContext();
  return refreshed(await putPolicy(context, input), '/on-call');
}

export async function previewTold(input: z.input<typeof PreviewPolicy>) {
  return previewPolicy(await actionContext(), input);
}

export async function readPolicyChanges(siteId: string) {
  return readChanges(await actionContext(), siteId);
}

export async function beginDrill(input: z.input<typeof StartDrill>) {
  const context = await actionContext();
  return refreshed(await startDrill(context, input), '/on-call');
}

export async function planDrills(input: z.input<typeof PlanDrill>) {
  const context = await actionContext();
  return refreshed(await planDrill(context, input), '/on-call');
}

export async function testWay(input: z.input<typeof SendTest>) {
  return sendTest(await actionContext(), input);
}

export async function addBrowser(input: z.input<typeof SubscribePush>) {
  const context = await actionContext();
  return refreshed(await subscribePush(context, input), '/on-call');
}

export async function removeBrowser(input: z.input<typeof UnsubscribePush>) {
  const context = await actionContext();
  return refreshed(await unsubscribePush(context, input), '/on-call');
}

/** One exercise as it stands now. */
export async function watchDrill(id: string) {
  return readDrill(await actionContext(), { id });
}

/** Who was told of an alarm, in order; null when it may not be seen. */
export async function readTold(alarmId: string): Promise<readonly ShownNotice[] | null> {
  const found = await listNotices(await actionContext(), { alarmId });
  return found.ok ? found.value : null;
}
