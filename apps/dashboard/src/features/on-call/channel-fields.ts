import type { Words } from '@wachter/core';

/** The part of JSON Schema that configurations and addresses of channels are written in, with our own metadata. */
export interface FieldSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly default?: unknown;
  readonly words?: Words;
  readonly isSecret?: boolean;
  /** Made when the channel is set up; no person types it. */
  readonly isMade?: boolean;
}

/** One control of a form. `lines` is a list with one entry a line, `long` a text of many lines. */
export interface ChannelField {
  readonly name: string;
  readonly words: Words;
  readonly kind: 'text' | 'long' | 'lines' | 'number' | 'choice' | 'secret';
  readonly options: readonly string[];
  readonly isRequired: boolean;
  /** What is taken where nothing is set, as it is typed. */
  readonly preset: string;
}

/** What is typed, by field. */
export type Draft = Readonly<Record<string, string>>;

const longestLine = 2000;

function kindOf({ isSecret, type, enum: options, maxLength = 0 }: FieldSchema): ChannelField['kind'] {
  if (isSecret) return 'secret';
  if (options) return 'choice';
  if (type === 'array') return 'lines';
  if (type === 'number' || type === 'integer') return 'number';
  return maxLength > longestLine ? 'long' : 'text';
}

const asTyped = (value: unknown): string =>
  Array.isArray(value) ? value.join('\n') : value === undefined || value === null ? '' : String(value);

/** Controls for a schema; null when it has a field without words, which no person can type (the subscription of a browser). */
export function channelFields({ properties = {}, required = [] }: FieldSchema): readonly ChannelField[] | null {
  const shown = Object.entries(properties).filter(([, { isMade }]) => !isMade);
  const fields = shown.map(([name, part]): ChannelField | null =>
    part.words
      ? {
          name,
          words: part.words,
          kind: kindOf(part),
          options: part.enum ?? [],
          isRequired: required.includes(name),
          preset: asTyped(part.default),
        }
      : null,
  );
  const typable = fields.filter((field) => field !== null);
  return typable.length === fields.length ? typable : null;
}

/** What stands in the form at first: what was set, else what is taken for granted. Secrets are always empty. */
export const draftOf = (fields: readonly ChannelField[], config: Readonly<Record<string, unknown>> | null): Draft =>
  Object.fromEntries(
    fields.map(({ name, kind, preset }) => [
      name,
      kind === 'secret' ? '' : config?.[name] === undefined ? preset : asTyped(config[name]),
    ]),
  );

/** What was typed as the channel reads it. What is empty is left out, which keeps a secret as it was. */
export function typedValues(fields: readonly ChannelField[], draft: Draft): Readonly<Record<string, unknown>> {
  const entries = fields.flatMap(({ name, kind }): readonly (readonly [string, unknown])[] => {
    const text = draft[name] ?? '';
    if (text.trim() === '') return [];
    if (kind === 'number') return [[name, Number(text)]];
    if (kind === 'lines') {
      const lines = text.split('\n').map((one) => one.trim());
      return [[name, lines.filter((one) => one !== '')]];
    }
    return [[name, text]];
  });
  return Object.fromEntries(entries);
}
