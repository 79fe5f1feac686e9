'use server';
import { deleteEquipment } from '@wachter/services/equipment/delete';
import { type PutEquipment, putEquipment } from '@wachter/services/equipment/put';
import { deleteLocation } from '@wachter/services/location/delete';
import { type PutLocation, putLocation } from '@wachter/services/location/put';
import { type PlacePoint, placePoint } from '@wachter/services/point/place';
import { type CreateSite, createSite } from '@wachter/services/site/create';
import { type EditSite, editSite } from '@wachter/services/site/edit';
import { importSite } from '@wachter/services/site/import';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function newSite(input: z.input<typeof CreateSite>) {
  const context = await actionContext();
  return refreshed(await createSite(context, input), '/', '/site');
}

export async function changeSite(input: z.input<typeof EditSite>) {
  const context = await actionContext();
  return refreshed(await editSite(context, input), '/', '/site');
}

export async function saveLocation(input: z.input<typeof PutLocation>) {
  const context = await actionContext();
  return refreshed(await putLocation(context, input), '/', '/site');
}

export async function removeLocation(id: string) {
  const context = await actionContext();
  return refreshed(await deleteLocation(context, { id }), '/', '/site');
}

export async function saveEquipment(input: z.input<typeof PutEquipment>) {
  const context = await actionContext();
  return refreshed(await putEquipment(context, input), '/site');
}

export async function removeEquipment(id: string) {
  const context = await actionContext();
  return refreshed(await deleteEquipment(context, { id }), '/site');
}

export async function place(input: z.input<typeof PlacePoint>) {
  const context = await actionContext();
  return refreshed(await placePoint(context, input), '/site');
}

export async function importFile(text: string, dryRun: boolean) {
  const context = await actionContext();
  return refreshed(await importSite(context, { text, dryRun }), '/', '/site');
}
