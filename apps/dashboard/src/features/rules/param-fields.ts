/** The part of JSON Schema that rule parameters are written in. */
export interface ParamSchema {
  readonly type?: string;
  /** `tag`: names a point; `expression`: is written in CEL. */
  readonly format?: string;
  readonly properties?: Readonly<Record<string, ParamSchema>>;
  readonly additionalProperties?: ParamSchema | boolean;
  readonly propertyNames?: ParamSchema;
  readonly items?: ParamSchema;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

/** One control of a form: where its value lives in the parameters, and what may stand there. `member` = element of a list, `tag` and `tags` name points, `names` gives points names of their own. */
export interface ParamField {
  readonly path: readonly string[];
  readonly kind: 'number' | 'boolean' | 'choice' | 'member' | 'text' | 'expression' | 'tag' | 'tags' | 'names';
  readonly options: readonly string[];
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** Controls for a schema. Records and lists by state offer the states of the point's quantity. */
export function paramFields(schema: ParamSchema, states: readonly string[], path: readonly string[] = []): readonly ParamField[] {
  const field = (kind: ParamField['kind'], options: readonly string[] = []): readonly ParamField[] => [
    { path, kind, options, minimum: schema.minimum ?? schema.exclusiveMinimum, maximum: schema.maximum },
  ];
  if (schema.type === 'number' || schema.type === 'integer') return field('number');
  if (schema.type === 'boolean') return field('boolean');
  if (schema.enum) return field('choice', schema.enum);
  if (schema.type === 'string') return field(schema.format === 'tag' || schema.format === 'expression' ? schema.format : 'text');
  if (schema.type === 'array' && schema.items?.format === 'tag') return field('tags');
  if (schema.type === 'array')
    return states.length > 0 ? states.flatMap((state) => [{ ...(field('member')[0] as ParamField), options: [state] }]) : [];
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([key, part]) => paramFields(part, states, [...path, key]));
  const { additionalProperties } = schema;
  if (typeof additionalProperties !== 'object') return [];
  if (additionalProperties.format === 'tag') return field('names');
  return states.flatMap((state) => paramFields(additionalProperties, states, [...path, state]));
}

/** What the rule takes where nothing is set, so that a form for a new rule shows it. */
export const defaultsOf = ({ properties = {} }: ParamSchema): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([key, part]) => (part.default === undefined ? [] : [[key, part.default]])),
  );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at the place of a field; undefined when nothing does. */
export function readParam(params: unknown, field: ParamField): unknown {
  let value: unknown = params;
  for (const key of field.path) value = isRecord(value) ? value[key] : undefined;
  return field.kind === 'member' ? Array.isArray(value) && value.includes(field.options[0]) : value;
}

/** The parameters with a field set; undefined takes it away, and an object that became empty goes with it. */
export function writeParam(params: unknown, field: ParamField, value: unknown): unknown {
  const [key, ...rest] = field.path;
  const before = isRecord(params) ? params : {};
  if (key === undefined) return value;
  const inner = rest.length > 0 ? writeParam(before[key], { ...field, path: rest }, value) : leaf(before[key], field, value);
  const { [key]: _, ...others } = before;
  const isGone = inner === undefined || (isRecord(inner) && Object.keys(inner).length === 0);
  return isGone ? others : { ...others, [key]: inner };
}

function leaf(before: unknown, field: ParamField, value: unknown): unknown {
  if (field.kind !== 'member') return value;
  const list = Array.isArray(before) ? before.filter((one) => one !== field.options[0]) : [];
  return value ? [...list, field.options[0]] : list;
}
