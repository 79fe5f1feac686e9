import { ok, type Result } from '@wachter/core';
import { type Field, fieldsOf, floatOf, textOf, type Whole } from './wire.ts';

/** Field numbers and datatypes: Sparkplug 3.0, chapter 6. */
export interface Metric {
  readonly name?: string;
  readonly alias?: Whole;
  readonly timestamp?: Whole;
  readonly datatype?: number;
  readonly isHistorical: boolean;
  readonly isNull: boolean;
  readonly properties: ReadonlyMap<string, Value>;
  readonly value?: Value;
  /** Present when the metric itself is damaged; the rest of the payload is not. */
  readonly damage?: string;
}

/** A value as it travels: integers still unsigned, to be read with the datatype that was announced. */
export type Value =
  | { readonly kind: 'whole'; readonly whole: Whole }
  | { readonly kind: 'float'; readonly float: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other' };

export interface Payload {
  readonly timestamp?: Whole;
  readonly seq?: Whole;
  readonly metrics: readonly Metric[];
}

/** Decodes a payload, or says why it cannot be. A damaged metric does not spoil the others. */
export function decodePayload(bytes: Uint8Array): Result<Payload, string> {
  const fields = fieldsOf(bytes);
  if (!fields.ok) return fields;
  const metrics: Metric[] = [];
  let payload: Omit<Payload, 'metrics'> = {};
  for (const field of fields.value) {
    if (field.number === 1 && field.type === 'varint') payload = { ...payload, timestamp: field.whole };
    if (field.number === 3 && field.type === 'varint') payload = { ...payload, seq: field.whole };
    if (field.number === 2 && field.type === 'bytes') metrics.push(decodeMetric(field.bytes));
  }
  return ok({ ...payload, metrics });
}

type Draft = { -readonly [K in keyof Metric]: Metric[K] };

function decodeMetric(bytes: Uint8Array): Metric {
  const metric: Draft = { isHistorical: false, isNull: false, properties: new Map() };
  const fields = fieldsOf(bytes);
  if (!fields.ok) return { ...metric, damage: fields.error };
  for (const field of fields.value) {
    if (field.number >= 10) metric.value = unionOf(field, field.number - 10);
    else if (field.number === 9 && field.type === 'bytes') metric.properties = decodeProperties(field.bytes);
    else if (field.number === 1 && field.type === 'bytes') readName(metric, field);
    else if (field.type === 'varint') readFlag(metric, field);
  }
  return metric;
}

function readName(metric: Draft, field: Field) {
  const name = textOf(field);
  if (name === null) metric.damage = 'the name is not UTF-8';
  else metric.name = name;
}

function readFlag(metric: Draft, { number, whole }: Field) {
  if (number === 2) metric.alias = whole;
  else if (number === 3) metric.timestamp = whole;
  else if (number === 4) metric.datatype = Number(whole);
  else if (number === 5) metric.isHistorical = whole !== 0;
  else if (number === 7) metric.isNull = whole !== 0;
}

/** The value union of metrics (from field 10) and properties (from field 3): int, long, float, double, boolean, text, then others. */
function unionOf(field: Field, index: number): Value {
  if (index <= 1 && field.type === 'varint') return { kind: 'whole', whole: field.whole };
  if ((index === 2 && field.type === 'fixed32') || (index === 3 && field.type === 'fixed64')) {
    return { kind: 'float', float: floatOf(field) };
  }
  if (index === 4 && field.type === 'varint') return { kind: 'boolean', boolean: field.whole !== 0 };
  const text = index === 5 ? textOf(field) : null;
  return text === null ? { kind: 'other' } : { kind: 'text', text };
}

/** Property set: keys (1) and values (2) side by side; a value has type (1), is_null (2) and the union from 3 on. */
function decodeProperties(bytes: Uint8Array): ReadonlyMap<string, Value> {
  const fields = fieldsOf(bytes);
  if (!fields.ok) return new Map();
  const keys = fields.value.filter((field) => field.number === 1).map(textOf);
  const values = fields.value.filter((field) => field.number === 2).map(decodeProperty);
  return new Map(
    keys.flatMap((key, index) => {
      const value = values[index];
      return key !== null && value ? [[key, value] as const] : [];
    }),
  );
}

function decodeProperty(field: Field): Value | null {
  const parts = fieldsOf(field.bytes);
  const part = parts.ok ? parts.value.find(({ number }) => number >= 3) : undefined;
  return part ? unionOf(part, part.number - 3) : null;
}
