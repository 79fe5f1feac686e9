import type { ChannelBirth } from '../define.ts';
import type { Gathering } from '../payload/gather.ts';
import { isObject, type JsonObject, own } from '../payload/json.ts';
import { label, nameIssue, present } from '../payload/name.ts';
import { describe } from '../payload/text.ts';
import { meaningOf } from './meaning.ts';

/** What a device says of one of its properties: unit, and the words of a binary one that does not say true and false. */
export interface Exposed {
  readonly unit?: string;
  readonly on?: string;
  readonly off?: string;
}

const MAX_DEVICES = 2_000;
const MAX_PROPERTIES = 200;
const MAX_DEPTH = 3;

/** Births from the list of `bridge/devices`, and the memory made of it; undefined when it is no list. */
export function readInventory(raw: unknown, gathering: Gathering): ReadonlyMap<string, ReadonlyMap<string, Exposed>> | undefined {
  const device = 'zigbee2mqtt/bridge';
  if (!Array.isArray(raw)) {
    gathering.refuse({ kind: 'invalid-shape', device, detail: 'The devices are not a list', excerpt: describe(raw) });
    return undefined;
  }
  if (raw.length > MAX_DEVICES) {
    gathering.refuse({ kind: 'too-large', device, detail: `${raw.length} devices; ${MAX_DEVICES} are remembered` });
  }
  return new Map(raw.slice(0, MAX_DEVICES).flatMap((entry) => readDevice(entry, gathering)));
}

function readDevice(entry: unknown, gathering: Gathering): readonly (readonly [string, ReadonlyMap<string, Exposed>])[] {
  const name = isObject(entry) ? own(entry, 'friendly_name') : undefined;
  if (!isObject(entry) || typeof name !== 'string' || nameIssue('device', name)) {
    gathering.refuse({
      kind: 'invalid-shape',
      device: 'zigbee2mqtt/bridge',
      detail: 'A device without a usable name',
      excerpt: describe(name),
    });
    return [];
  }
  if (own(entry, 'type') === 'Coordinator') return [];
  const raw = own(entry, 'definition');
  const definition = isObject(raw) ? raw : {};
  const properties = new Map<string, Exposed>();
  collect(own(definition, 'exposes'), properties, MAX_DEPTH);
  const model = [label(own(definition, 'vendor')), label(own(definition, 'model'))]
    .filter((part) => part !== undefined)
    .join(' ');
  gathering.state({
    kind: 'birth',
    device: `zigbee2mqtt/${name}`,
    name,
    parent: 'zigbee2mqtt/bridge',
    ...present({ model: label(model), firmware: label(own(entry, 'software_build_id')) }),
    channels: [...properties].map(([channel, exposed]) => channelOf(channel, exposed)),
  });
  return [[name, properties]];
}

function channelOf(channel: string, exposed: Exposed): ChannelBirth {
  const { unit, quantity } = meaningOf(channel, { exposed, raw: undefined, isBattery: false });
  return { channel, ...present({ unit, quantity }) };
}

/** Properties may lie below features (a switch, a lock); never deeper than the format has. */
function collect(raw: unknown, found: Map<string, Exposed>, depth: number) {
  if (!Array.isArray(raw) || depth === 0) return;
  for (const entry of raw) {
    if (!isObject(entry) || found.size >= MAX_PROPERTIES) continue;
    const property = own(entry, 'property');
    const features = own(entry, 'features');
    if (Array.isArray(features)) collect(features, found, depth - 1);
    else if (typeof property === 'string' && !nameIssue('channel', property)) found.set(property, readExposed(entry));
  }
}

function readExposed(entry: JsonObject): Exposed {
  return present({ unit: label(own(entry, 'unit')), on: label(own(entry, 'value_on')), off: label(own(entry, 'value_off')) });
}
