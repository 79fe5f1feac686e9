import { equipmentKinds, RedundancyChain, RedundancyGroup } from '@wachter/core';
import { z } from 'zod';
import { DeviceId, LocationKind, Name, Place, Plan, Seconds, Slug, Tag, ThermalClass, TimeZone } from '../fields.ts';

const Words = z.strictObject({ en: z.string().max(2000), nl: z.string().max(2000) });

/** One rule of a point. Texts that are left out are those of the quantity's own rule of this type; null = none. */
const FileRule = z.strictObject({
  type: z.string(),
  params: z.record(z.string(), z.json()).default({}),
  priority: z.enum(['critical', 'high', 'medium', 'low']),
  latching: z.boolean().default(false),
  enabled: z.boolean().default(true),
  cause: Words.nullable().optional(),
  consequence: Words.nullable().optional(),
  response: Words.nullable().optional(),
  respondWithinMinutes: z.number().int().positive().nullable().optional(),
  checklist: z.array(Words).min(1).max(30).nullable().optional(),
  acknowledgeHoldsMinutes: z.number().int().min(5).max(10_080).nullable().optional(),
});

const FileLocation = z.strictObject({
  slug: Slug,
  kind: LocationKind,
  parent: Slug.nullable().default(null),
  name: Name,
  thermalClass: ThermalClass.nullable().default(null),
  plan: Plan.nullable().default(null),
  /** Left out: its place in the list. */
  sortOrder: z.number().int().min(0).optional(),
});

const FileEquipment = z.strictObject({
  slug: Slug,
  kind: z.enum(equipmentKinds),
  location: Slug.nullable().default(null),
  name: Name,
  /** Nameplate. */
  rating: z.record(z.string(), z.unknown()).nullable().default(null),
  /** Equipment that gives it power, the usual source first. */
  fedBy: z.array(Slug).max(20).readonly().default([]),
});

const FileDevice = z.strictObject({
  id: DeviceId,
  dialect: z.string(),
  name: Name,
  location: Slug.nullable().default(null),
  parent: DeviceId.nullable().default(null),
  /** Equipment that gives it power. */
  fedBy: Slug.nullable().default(null),
  status: z.enum(['new', 'approved', 'ignored', 'blocked']).default('approved'),
  mapping: z.json().default(null),
});

/** Either `device` and `channel`, or `derived`. Intervals and stale times that are left out are those of the quantity. */
const FilePoint = z.strictObject({
  tag: Tag,
  name: Name,
  device: DeviceId.nullable().default(null),
  channel: z.string().min(1).max(200).nullable().default(null),
  quantity: z.string(),
  location: Slug.nullable().default(null),
  equipment: Slug.nullable().default(null),
  unit: z.string().max(40).nullable().default(null),
  intervalSeconds: Seconds.optional(),
  staleSeconds: Seconds.optional(),
  place: Place.default({}),
  derived: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('dew-point'), temperature: Tag, humidity: Tag }),
      /** Members by slug of equipment, id of device or tag of point. */
      z.strictObject({ kind: z.literal('redundancy'), group: RedundancyGroup }),
      /** Groups by tag. */
      z.strictObject({ kind: z.literal('redundancy-chain'), chain: RedundancyChain }),
      /** Of the room that is its location; the quantity says which part. */
      z.strictObject({ kind: z.literal('minutes-left') }),
    ])
    .nullable()
    .default(null),
  rules: z.union([z.literal('default'), z.array(FileRule).max(20)]).default('default'),
});

/** A list that may be left out, or stand there without items. */
const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .array(item)
    .max(most)
    .nullish()
    .transform((list): readonly z.output<Item>[] => list ?? []);

/** The whole model of one site as a file that people read and edit. Slugs, device ids and tags are the keys; there are no ids. */
export const SiteFile = z.strictObject({
  version: z.literal(1),
  site: z.strictObject({ slug: Slug, name: Name, timeZone: TimeZone }),
  locations: listOf(FileLocation, 20_000),
  equipment: listOf(FileEquipment, 20_000),
  devices: listOf(FileDevice, 20_000),
  points: listOf(FilePoint, 100_000),
});
export type SiteFile = z.output<typeof SiteFile>;
export type FileRule = z.output<typeof FileRule>;
export type FilePoint = z.output<typeof FilePoint>;
export type FileLocation = z.output<typeof FileLocation>;
export type FileDevice = z.output<typeof FileDevice>;
export type FileEquipment = z.output<typeof FileEquipment>;
