import type { Quality } from '@wachter/core';
import { readNumber, readScalar, refused, type Scalar } from '../payload/scalar.ts';
import type { Metric, Value } from './payload.ts';
import type { Whole } from './wire.ts';

/** Bits of the signed (1 to 4) and unsigned (5 to 8) integer datatypes of Sparkplug 3.0, chapter 6. */
const BITS = [0, 8, 16, 32, 64, 8, 16, 32, 64];
const DATE_TIME = 13;

/**
 * The value of a metric under the datatype its birth announced. Signed integers are two's complement in 32 or 64 bits; an
 * encoder that writes an Int8 as one byte is understood too. A value outside its own datatype is refused, not wrapped.
 */
export function readValue(metric: Metric, datatype: number): Scalar {
  const { value } = metric;
  if (metric.isNull || !value) return { kind: 'absent' };
  if (value.kind === 'other' || datatype > 15) return refused('unsupported', `Datatype ${datatype} holds no single value`, '');
  if (value.kind === 'whole') return readWhole(value.whole, datatype);
  if (value.kind === 'float') return readNumber(value.float);
  return readScalar(value.kind === 'boolean' ? value.boolean : value.text);
}

function readWhole(whole: Whole, datatype: number): Scalar {
  if (datatype === DATE_TIME) return readNumber(Number(whole));
  if (datatype === 11) return readScalar(whole !== 0);
  const bits = BITS[datatype];
  if (!bits) return refused('invalid-value', `An integer where datatype ${datatype} was announced`, String(whole));
  const isSigned = datatype <= 4;
  if (!isSigned) return whole < 2 ** bits ? readNumber(Number(whole)) : outside(whole, datatype);
  const travels = bits === 64 ? 64 : BigInt(whole) > 0xffffffffn ? 64 : 32;
  const signed = BigInt.asIntN(travels, BigInt(whole));
  const limit = 2n ** BigInt(bits - 1);
  if (signed >= -limit && signed < limit) return readNumber(Number(signed));
  const isNarrow = BigInt(whole) < 2n ** BigInt(bits);
  return isNarrow ? readNumber(Number(BigInt.asIntN(bits, BigInt(whole)))) : outside(whole, datatype);
}

const outside = (whole: Whole, datatype: number): Scalar =>
  refused('invalid-value', `The number does not fit its datatype ${datatype}`, String(whole));

/** Property `Quality` (chapter 6): 0 bad, 192 good, 500 stale; absent is good, any other is taken as uncertain. */
export function qualityOf(metric: Metric): Quality | undefined {
  const property = metric.properties.get('Quality');
  if (property?.kind !== 'whole' || property.whole === 192) return undefined;
  if (property.whole === 0) return { level: 'bad', reason: 'sensor-fault' };
  return property.whole === 500 ? { level: 'bad', reason: 'stale' } : { level: 'uncertain', reason: 'sensor-fault' };
}

const UNIT_PROPERTIES = ['engUnit', 'EngUnit', 'engineeringUnits', 'Engineering Units', 'unit', 'units'];

/** Unit in the properties of a metric, as written; undefined where none is told. */
export function unitOf(properties: ReadonlyMap<string, Value>): string | undefined {
  for (const key of UNIT_PROPERTIES) {
    const property = properties.get(key);
    if (property?.kind === 'text' && property.text.trim() !== '') return property.text.trim();
  }
  return undefined;
}
