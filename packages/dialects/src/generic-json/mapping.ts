import type { Result } from '@wachter/core';
import { z } from 'zod';
import { compileExpression } from './expression.ts';
import { parsePath } from './path.ts';
import { parseTopicPattern } from './topic-pattern.ts';

/** A text that must compile; the reason is told at the place of the text. */
const compiles = (compile: (text: string) => Result<unknown, string>) =>
  z
    .string()
    .max(500)
    .superRefine((text, context) => {
      const compiled = compile(text);
      if (!compiled.ok) context.addIssue({ code: 'custom', message: compiled.error });
    });

const Path = compiles(parsePath);
const Cel = compiles(compileExpression);
const ChannelName = z.string().min(1).max(200);

/**
 * One value of a payload. Exactly one of `path` and `cel`. A path that ends in `.*` makes a channel of every child; `*` in the
 * name of the channel stands for the key. `states` translates words; then value × scale + offset.
 */
const MappedValue = z
  .strictObject({
    channel: ChannelName,
    path: Path.optional(),
    cel: Cel.optional(),
    quantity: z.string().max(100).optional(),
    unit: z.string().max(50).optional(),
    scale: z.number().optional(),
    offset: z.number().optional(),
    states: z.record(z.string().max(100), z.union([z.string().max(100), z.number(), z.boolean()])).optional(),
  })
  .refine((value) => (value.path === undefined) !== (value.cel === undefined), 'A value has either a path or an expression')
  .refine(
    (value) => (value.path?.endsWith('*') ?? false) === value.channel.includes('*'),
    'A path that ends in .* and a channel with * go together',
  );

/**
 * How to read the JSON of a gateway of one's own shape. `topic`: pattern with captures. `each`: path of a list whose entries are read
 * one by one. `when`: read only when this is true. `device`: where its name comes from. `time`: where the source time is.
 */
export const GenericMapping = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,50}$/),
    name: z.string().min(1).max(100),
    topic: compiles(parseTopicPattern),
    device: z
      .discriminatedUnion('from', [
        z.strictObject({ from: z.literal('capture'), name: z.string() }),
        z.strictObject({ from: z.literal('path'), path: Path }),
        z.strictObject({ from: z.literal('constant'), id: z.string().min(1).max(100) }),
      ])
      .default({ from: 'capture', name: 'device' }),
    when: Cel.optional(),
    each: Path.optional(),
    values: z.array(MappedValue).min(1).max(200),
    time: z.strictObject({ path: Path, format: z.enum(['ms', 's', 'iso']) }).optional(),
  })
  .refine(({ topic, device }) => {
    const pattern = parseTopicPattern(topic);
    return device.from !== 'capture' || !pattern.ok || pattern.value.names.includes(device.name);
  }, 'The topic pattern has no capture of the name that the device is taken from');
export type GenericMapping = z.infer<typeof GenericMapping>;
export type MappedValue = z.infer<typeof MappedValue>;
