import type { Observation } from '@wachter/core';
import type { Gathering } from '../payload/gather.ts';
import { entriesOf, isObject, type JsonObject } from '../payload/json.ts';
import { label, nameIssue, present } from '../payload/name.ts';
import { refused, type Scalar, type ScalarValue, switchWord } from '../payload/scalar.ts';

/** Units of a whole message. */
export interface Units {
  readonly temperature: string;
  readonly pressure: string;
}

interface Reading {
  readonly base: Pick<Observation, 'device' | 'observedAt' | 'historical'>;
  readonly units: Units;
  readonly isRetained: boolean;
}

const MAX_DEPTH = 4;
/** Keys that say something about the message or the chip, and are no value of it. */
const SILENT = new Set(
  'Time Epoch TempUnit PressureUnit SpeedUnit WeightUnit Id Address Type Data DATA UID TotalStartTime Device Name Endpoint IEEEAddr ModelId Group'.split(
    ' ',
  ),
);

export const MEANINGS: Readonly<Record<string, { readonly unit?: string; readonly quantity?: string }>> = {
  Humidity: { unit: '%', quantity: 'relative-humidity' },
  CarbonDioxide: { unit: 'ppm', quantity: 'carbon-dioxide' },
  CO2: { unit: 'ppm', quantity: 'carbon-dioxide' },
  eCO2: { unit: 'ppm', quantity: 'carbon-dioxide' },
  TVOC: { unit: 'ppb', quantity: 'voc' },
  Illuminance: { unit: 'lx' },
  Distance: { unit: 'cm' },
  Power: { unit: 'W', quantity: 'power' },
  ApparentPower: { unit: 'VA', quantity: 'apparent-power' },
  Voltage: { unit: 'V', quantity: 'voltage' },
  Current: { unit: 'A', quantity: 'current' },
  Frequency: { unit: 'Hz', quantity: 'frequency' },
  Total: { unit: 'kWh', quantity: 'energy' },
  Yesterday: { unit: 'kWh' },
  Today: { unit: 'kWh' },
  BatteryVoltage: { unit: 'V', quantity: 'supply-voltage' },
  BatteryPercentage: { unit: '%', quantity: 'device-battery' },
  LinkQuality: { unit: 'lqi', quantity: 'link-quality' },
  Water: { quantity: 'leak' },
  '0500!00': { quantity: 'leak' },
};

/** The chips of a telemetry message, nested as they come: channel `AM2301-1.Temperature`. */
export function readChips(body: JsonObject, reading: Reading, gathering: Gathering): void {
  for (const [key, raw] of entriesOf(body)) {
    if (key === 'ZbReceived' && isObject(raw)) readZigbee(raw, reading, gathering);
    else readPart({ channel: key, key, raw, depth: MAX_DEPTH }, reading, gathering);
  }
}

/** A Zigbee device keeps its short address behind the bridge: its name can change at any time. */
function readZigbee(received: JsonObject, reading: Reading, gathering: Gathering) {
  for (const [id, values] of entriesOf(received)) {
    const device = `${reading.base.device}/${id}`;
    const problem = nameIssue('device', id);
    if (problem || !isObject(values)) {
      gathering.refuse(problem ?? { kind: 'invalid-shape', device, detail: 'A Zigbee message is not an object' });
      continue;
    }
    for (const [key, raw] of entriesOf(values)) {
      readPart({ channel: key, key, raw, depth: 2 }, { ...reading, base: { ...reading.base, device } }, gathering);
    }
  }
}

interface Part {
  readonly channel: string;
  readonly key: string;
  readonly raw: unknown;
  readonly depth: number;
}

function readPart({ channel, key, raw, depth }: Part, reading: Reading, gathering: Gathering) {
  if (SILENT.has(key)) return;
  const problem = nameIssue('channel', key);
  if (problem) return gathering.refuse({ ...problem, device: reading.base.device });
  if (!isObject(raw) && !Array.isArray(raw)) {
    return gathering.take({ ...reading.base, channel, ...meaningOf(key, reading.units) }, raw, (value) => refine(key, value));
  }
  if (depth === 0)
    return gathering.refuse({ kind: 'unsupported', device: reading.base.device, channel, detail: 'Nested too deep' });
  if (Array.isArray(raw)) {
    raw.slice(0, 64).forEach((each, index) => {
      readPart({ channel: `${channel}.${index + 1}`, key, raw: each, depth: depth - 1 }, reading, gathering);
    });
  } else readChip({ channel, key, raw, depth }, raw, { reading, gathering });
}

function readChip(part: Part, chip: JsonObject, { reading, gathering }: { reading: Reading; gathering: Gathering }) {
  const uid = Object.hasOwn(chip, 'UID') ? label(chip['UID']) : undefined;
  if (uid !== undefined && !reading.isRetained) {
    const { device, observedAt } = reading.base;
    gathering.state({ kind: 'event', device, type: 'badge-read', at: observedAt, attributes: { reader: part.channel, uid } });
  }
  for (const [key, raw] of entriesOf(chip)) {
    readPart({ channel: `${part.channel}.${key}`, key, raw, depth: part.depth - 1 }, reading, gathering);
  }
}

function meaningOf(key: string, units: Units): { readonly unit?: string; readonly quantity?: string } {
  if (key.startsWith('Temperature')) return { unit: units.temperature, quantity: 'temperature' };
  if (key === 'DewPoint') return { unit: units.temperature, quantity: 'dew-point' };
  if (key === 'Pressure' || key === 'SeaPressure') return { unit: units.pressure, quantity: 'barometric-pressure' };
  return present(Object.hasOwn(MEANINGS, key) ? (MEANINGS[key] ?? {}) : {});
}

/** Zone status of an alarm detector: bit 0 of the first byte is the alarm (01 wet, 00 dry). */
function refine(key: string, value: ScalarValue): Scalar | ScalarValue {
  if (key === 'Water') return value === 1 || value === true;
  if (key !== '0500!00') return switchWord(value);
  if (typeof value !== 'string' || !/^[0-9A-Fa-f]{2,32}$/.test(value))
    return refused('invalid-value', 'No zone status', String(value));
  return (Number.parseInt(value.slice(0, 2), 16) & 1) === 1;
}
