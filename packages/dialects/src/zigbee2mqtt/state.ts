import { type Instant, type Observation, parseNumber } from '@wachter/core';
import type { Message } from '../define.ts';
import type { Gathering } from '../payload/gather.ts';
import { instantOfIso, instantOfMs } from '../payload/instant.ts';
import { entriesOf, type JsonObject, own } from '../payload/json.ts';
import { nameIssue, present } from '../payload/name.ts';
import { type ScalarValue, switchWord } from '../payload/scalar.ts';
import { describe } from '../payload/text.ts';
import type { Exposed } from './inventory.ts';
import { meaningOf } from './meaning.ts';

const BASE = 'zigbee2mqtt/';
const ATTRIBUTE = /^[a-z][a-z0-9_]{0,63}$/;
/** Parts of a state message that are no measured value of the device. */
const HOUSEKEEPING = new Set([
  'last_seen',
  'elapsed',
  'update',
  'update_available',
  'device',
  'color',
  'definition',
  'power_on_behavior',
]);

const WORD = /^[\p{L}\p{N} _.,:+-]{1,64}$/u;

/** What `bridge/devices` told, by friendly name, then by property. */
export type Zigbee2MqttMemory = ReadonlyMap<string, ReadonlyMap<string, Exposed>>;

/** A message of one device, and what the bridge said of the devices. `path` is the topic below the base. */
export interface Place {
  readonly message: Message;
  readonly path: string;
  readonly memory: Zigbee2MqttMemory;
}

/** A state object: every property is a channel; `last_seen` is its time. */
export function readState(body: JsonObject, { message, path, memory }: Place, gathering: Gathering) {
  const device = BASE + path;
  const observedAt = readLastSeen(own(body, 'last_seen'), device, gathering);
  const isBattery = Object.hasOwn(body, 'battery') || Object.hasOwn(body, 'battery_low');
  for (const [key, raw] of entriesOf(body)) {
    if (HOUSEKEEPING.has(key)) continue;
    if (key === 'action') readAction(raw, { device, at: observedAt, isRetained: message.isRetained }, gathering);
    else take({ device, key, raw, observedAt, isBattery }, { message, path, memory }, gathering);
  }
}

/** `last_seen` is milliseconds or ISO 8601, by the user's choice; switched off by default, and then arrival time is all there is. */
function readLastSeen(raw: unknown, device: string, gathering: Gathering): Instant | null {
  const at = instantOfMs(raw) ?? instantOfIso(raw);
  if (at === null && raw !== undefined && raw !== null) {
    gathering.refuse({
      kind: 'invalid-value',
      device,
      channel: 'last_seen',
      detail: 'Neither milliseconds nor ISO 8601',
      excerpt: describe(raw),
    });
  }
  return at;
}

/** A pressed button is an event, not a state: told once, when it is live. */
function readAction(raw: unknown, about: { device: string; at: Instant | null; isRetained: boolean }, gathering: Gathering) {
  if (typeof raw !== 'string' || raw === '' || about.isRetained || nameIssue('channel', raw)) return;
  gathering.state({ kind: 'event', device: about.device, type: 'action', at: about.at, attributes: { action: raw } });
}

/** `output: attribute`: the value alone, the property as last part of the topic. A device of exactly this name says otherwise. */
export function readAttribute(raw: unknown, place: Place, gathering: Gathering) {
  const cut = place.path.lastIndexOf('/');
  const key = place.path.slice(cut + 1);
  const excerpt = describe(raw);
  if (cut < 1 || !ATTRIBUTE.test(key) || place.memory.has(place.path) || !isPlain(raw)) {
    const detail = 'Neither a state object nor a single attribute of a device';
    return gathering.refuse({ kind: 'invalid-shape', device: BASE + place.path, detail, excerpt });
  }
  const path = place.path.slice(0, cut);
  if (HOUSEKEEPING.has(key)) return;
  const value = typeof raw === 'string' ? (parseNumber(raw) ?? raw) : raw;
  if (key === 'action')
    return readAction(value, { device: BASE + path, at: null, isRetained: place.message.isRetained }, gathering);
  take({ device: BASE + path, key, raw: value, observedAt: null, isBattery: false }, { ...place, path }, gathering);
}

const isPlain = (raw: unknown) => (typeof raw === 'string' ? WORD.test(raw) : typeof raw !== 'object');

interface Property {
  readonly device: string;
  readonly key: string;
  readonly raw: unknown;
  readonly observedAt: Instant | null;
  readonly isBattery: boolean;
}

function take({ device, key, raw, observedAt, isBattery }: Property, { message, path, memory }: Place, gathering: Gathering) {
  const exposed = memory.get(path)?.get(key);
  const known = meaningOf(key, { exposed, raw, isBattery });
  const about: Omit<Observation, 'value'> = {
    device,
    channel: key,
    observedAt,
    ...present({ unit: known.unit, quantity: known.quantity }),
    ...(message.isRetained && { historical: true }),
  };
  const refine = (value: ScalarValue): ScalarValue => {
    const plain = exposed?.on === value ? true : exposed?.off === value ? false : switchWord(value);
    return known.isInverted && typeof plain === 'boolean' ? !plain : plain;
  };
  gathering.take(about, raw, refine);
}
