import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { type AccountRights, rightsOf } from '../broker/account-rights.ts';
import { isUserName } from '../broker/user-name.ts';
import { checkMapping, isDialect } from '../catalogue.ts';
import { auditOf, type Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { DeviceId, Id, Name } from '../fields.ts';
import type { DeviceRow, SiteReads } from '../ports/site-store.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';
import { type Credential, directoryId, makeCredential, withoutHash } from './credential.ts';

/**
 * `mapping` belongs to the dialect generic-json and says by which topics its messages come. `topics` is asked for other dialects
 * without topics of their own: filters that the account may publish to.
 */
export const AddDevice = z.strictObject({
  id: z.string(),
  name: Name,
  dialect: z.string(),
  siteId: Id.nullish(),
  locationId: Id.nullish(),
  parentId: DeviceId.nullish(),
  mapping: z.json().optional(),
  topics: z
    .array(z.string().regex(/^[\w./+-]+(?:\/#)?$/))
    .min(1)
    .max(20)
    .optional(),
});
type Input = z.output<typeof AddDevice>;

/** `device` is null for a gateway account: its devices appear by themselves when they first speak. */
export interface AddedDevice {
  readonly device: DeviceRow | null;
  readonly credential: Credential;
}

export type AddDeviceRefusal =
  | NotFound
  | Invalid
  | { readonly kind: 'invalid-device-id'; readonly id: string }
  | { readonly kind: 'unknown-dialect'; readonly dialect: string }
  | { readonly kind: 'topics-needed'; readonly dialect: string }
  | { readonly kind: 'device-exists'; readonly id: string };

async function missing(reads: SiteReads, input: Input): Promise<NotFound | null> {
  const { siteId, locationId, parentId } = input;
  if (siteId && !(await reads.sites()).some((site) => site.id === siteId)) return notFound('site', siteId);
  if (locationId && !(await reads.locations()).some((place) => place.id === locationId)) return notFound('location', locationId);
  return parentId && !(await reads.device(parentId)) ? notFound('device', parentId) : null;
}

interface Speech {
  readonly rights: AccountRights;
  /** Key of the device in the directory; null for a gateway, whose devices name themselves. */
  readonly deviceId: string | null;
  readonly mapping: unknown;
}

/** What the account may do, and which device it stands for. A mapping needs a device row to live in. */
function speechOf({ id, dialect, mapping, topics }: Input): Result<Speech, AddDeviceRefusal> {
  if (dialect === 'generic-json') {
    const checked = checkMapping(mapping);
    if (!checked.ok) return checked;
    const rights: AccountRights = { kind: 'gateway', publish: topics ?? checked.value.topics, subscribe: [] };
    return ok({ rights, deviceId: `generic-json/${checked.value.id}`, mapping: checked.value.mapping });
  }
  if (mapping !== undefined && mapping !== null) return refuse(invalid('mapping', 'belongs to the dialect generic-json only'));
  const own = rightsOf(dialect, id);
  if (own) return ok({ rights: own, deviceId: directoryId(dialect, id, own), mapping: null });
  if (!topics) return refuse({ kind: 'topics-needed', dialect });
  return ok({ rights: { kind: 'gateway', publish: topics, subscribe: [] }, deviceId: null, mapping: null });
}

const newRow = (
  context: Context,
  input: Input,
  { id, mapping }: { readonly id: string; readonly mapping: unknown },
): DeviceRow => ({
  id,
  siteId: input.siteId ?? null,
  locationId: input.locationId ?? null,
  parentId: input.parentId ?? null,
  fedById: null,
  dialect: input.dialect,
  name: input.name,
  status: 'new',
  model: null,
  firmware: null,
  mapping,
  firstSeenAt: context.now(),
  approvedAt: null,
  approvedBy: null,
});

/** Makes a broker account, and a device that waits for its first message and for approval. */
export const addDevice = defineVerb({
  action: 'device.add',
  input: AddDevice,
  run: async (context, input): Promise<Result<AddedDevice, AddDeviceRefusal>> => {
    const { id, dialect } = input;
    if (!isUserName(id)) return refuse({ kind: 'invalid-device-id', id });
    if (!isDialect(dialect)) return refuse({ kind: 'unknown-dialect', dialect });
    const speech = speechOf(input);
    if (!speech.ok) return speech;
    const { rights, deviceId, mapping } = speech.value;
    const { account, credential } = await makeCredential(context, { userName: id, dialect, kind: rights.kind }, rights);
    const device = deviceId === null ? null : newRow(context, input, { id: deviceId, mapping });

    return context.store.site.transaction(async (tx) => {
      const taken = (await tx.brokerAccounts()).some(({ userName }) => userName === id);
      if (taken || (device && (await tx.device(device.id)))) return refuse({ kind: 'device-exists', id });
      const gone = await missing(tx, input);
      if (gone) return refuse(gone);
      await tx.putBrokerAccount(account);
      if (device) await tx.putDevice(device);
      await tx.audit(
        auditOf(context, {
          action: 'device.add',
          objectKind: 'device',
          objectId: device?.id ?? id,
          after: { device, account: withoutHash(account) },
        }),
      );
      return ok({ device, credential });
    });
  },
});
