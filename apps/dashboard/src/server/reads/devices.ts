import { type DeviceState, ok, refuse } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { QuarantineRow } from '@wachter/services/ports/quarantine-store';
import type { DeviceRow } from '@wachter/services/ports/site-store';
import { notFound } from '@wachter/services/refusal';
import { mayRead, type Read } from './read.ts';

export interface DeviceRead {
  readonly device: DeviceRow;
  readonly state: DeviceState | null;
}

const siteOfDisplay = (context: Context) => (context.actor.kind === 'display' ? context.actor.siteId : null);

/** All devices with what the engine knows of them; new ones first, then by name. */
export async function readDevices(context: Context): Promise<Read<readonly DeviceRead[]>> {
  const siteId = siteOfDisplay(context);
  const allowed = mayRead(context, 'device.read', { kind: 'device', siteId });
  if (!allowed.ok) return allowed;
  const [devices, present] = await Promise.all([context.store.site.devices(), context.store.live.snapshot()]);
  const states = new Map(present.devices.map((state) => [state.deviceId, state]));
  return ok(
    devices
      .filter((device) => siteId === null || device.siteId === siteId)
      .map((device) => ({ device, state: states.get(device.id) ?? null }))
      .sort(
        (a, b) =>
          Number(b.device.status === 'new') - Number(a.device.status === 'new') || a.device.name.localeCompare(b.device.name),
      ),
  );
}

export async function readDevice(context: Context, id: string): Promise<Read<DeviceRead>> {
  const device = await context.store.site.device(id);
  if (!device) return refuse(notFound('device', id));
  const allowed = mayRead(context, 'device.read', { kind: 'device', id, siteId: device.siteId });
  if (!allowed.ok) return allowed;
  const present = await context.store.live.snapshot();
  return ok({ device, state: present.devices.find((state) => state.deviceId === id) ?? null });
}

/** What could not be used, newest first, with the reason and the beginning of the bytes. */
export async function readQuarantine(
  context: Context,
  filter: {
    readonly deviceId?: string | undefined;
    readonly kind?: string | undefined;
    readonly beforeId?: number | undefined;
    readonly limit: number;
  },
): Promise<Read<readonly QuarantineRow[]>> {
  const allowed = mayRead(context, 'quarantine.read', { kind: 'quarantine' });
  return allowed.ok ? ok(await context.store.quarantine.list(filter)) : allowed;
}

const dayMs = 86_400_000;

/** Share of the last 24 hours, or of the time since the device was first heard, that good values of the device's points cover, mean over them; null without points. */
export async function readCompleteness(context: Context, id: string): Promise<Read<number | null>> {
  const found = await readDevice(context, id);
  if (!found.ok) return found;
  const points = await context.store.site.points({ deviceId: id });
  if (points.length === 0) return ok(null);
  const now = context.now();
  const from = Math.max(now - dayMs, found.value.device.firstSeenAt ?? 0);
  const shares = await context.store.history.completeness(
    points.map((point) => point.id),
    from,
    now,
  );
  return ok(points.reduce((sum, point) => sum + (shares.get(point.id) ?? 0), 0) / points.length);
}
