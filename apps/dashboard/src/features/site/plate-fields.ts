import type { Words } from '@wachter/core';

/** The part of JSON Schema that nameplates are written in, with the metadata of `core/site/plates/define.ts`. */
export interface PlateSchema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, PlateSchema>>;
  readonly required?: readonly string[];
  readonly items?: PlateSchema;
  readonly enum?: readonly (string | number)[];
  readonly default?: unknown;
  readonly words?: Words;
  readonly choices?: Readonly<Record<string, Words>>;
}

/** One control of a nameplate. `fields` are those of each item of a list. */
export interface PlateField {
  readonly name: string;
  readonly words: Words;
  readonly kind: 'number' | 'choice' | 'date' | 'text' | 'list';
  readonly options: readonly { readonly value: string | number; readonly words: Words }[];
  readonly isRequired: boolean;
  /** What is taken where nothing is set. */
  readonly preset: unknown;
  readonly fields: readonly PlateField[];
}

const kindOf = ({ enum: options, type, format }: PlateSchema): PlateField['kind'] => {
  if (options) return 'choice';
  if (type === 'array') return 'list';
  if (type === 'number' || type === 'integer') return 'number';
  return format === 'date' ? 'date' : 'text';
};

const plain = (text: string): Words => ({ en: text, nl: text });

/** Controls for the nameplate of a kind of equipment, in the order of its schema. */
export const plateFields = ({ properties = {}, required = [] }: PlateSchema): readonly PlateField[] =>
  Object.entries(properties).map(([name, part]) => ({
    name,
    words: part.words ?? plain(name),
    kind: kindOf(part),
    options: (part.enum ?? []).map((value) => ({ value, words: part.choices?.[value] ?? plain(String(value)) })),
    isRequired: required.includes(name),
    preset: part.default,
    fields: part.items ? plateFields(part.items) : [],
  }));

/** What is typed, as the schema reads it. */
export type PlateDraft = Readonly<Record<string, unknown>>;

/** What stands in the form at first where nothing was set. */
export const presetsOf = (fields: readonly PlateField[]): PlateDraft =>
  Object.fromEntries(fields.flatMap(({ name, preset }) => (preset === undefined ? [] : [[name, preset]])));

/** The draft with a field set; undefined takes it away. */
export function withField(draft: PlateDraft, name: string, value: unknown): PlateDraft {
  const { [name]: _, ...rest } = draft;
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** Items of a list in a draft. */
export const itemsOf = (value: unknown): readonly PlateDraft[] =>
  Array.isArray(value) ? value.filter((one): one is PlateDraft => typeof one === 'object' && one !== null) : [];

/** Null where nothing but presets stands there: nobody has told what is on the plate. */
export function ratingOf(fields: readonly PlateField[], draft: PlateDraft): PlateDraft | null {
  const presets = presetsOf(fields);
  const isSaid = Object.entries(draft).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(presets[name]));
  return isSaid ? draft : null;
}
