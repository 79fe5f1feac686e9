import type { SiteReads } from '@wachter/services';
import type { Transaction } from '../connect/prisma-client.ts';
import * as parse from './parse.ts';

type Run = <T>(work: (client: Transaction) => Promise<T>) => Promise<T>;

const orNull = <Row, T>(row: Row | null, read: (row: Row) => T): T | null => (row === null ? null : read(row));

/** An id that is no UUID names nothing; asking the database would be an error. */
const uuid = (id: string | undefined): { readonly id?: string; readonly isNowhere: boolean } => ({
  ...(id === undefined ? {} : { id }),
  isNowhere: id !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id),
});

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The parts of a filter that were given: to the ORM, a part that is undefined is not the same as one that is missing. */
const present = <T extends object>(filter: T | undefined): Present<T> =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value !== undefined)) as Present<T>;

/** Reads of the site model through whatever runs them: the pool, or an open transaction. */
export const siteReads = (run: Run): SiteReads => ({
  sites: () => run(async (client) => (await client.site.findMany({ orderBy: { slug: 'asc' } })).map(parse.site)),
  locations: async (siteId) => {
    if (uuid(siteId).isNowhere) return [];
    const orderBy = [{ sortOrder: 'asc' as const }, { slug: 'asc' as const }];
    return run(async (client) => (await client.location.findMany({ where: present({ siteId }), orderBy })).map(parse.location));
  },
  equipment: async (siteId) => {
    if (uuid(siteId).isNowhere) return [];
    const orderBy = [{ slug: 'asc' as const }];
    return run(async (client) => (await client.equipment.findMany({ where: present({ siteId }), orderBy })).map(parse.equipment));
  },
  devices: () => run(async (client) => (await client.device.findMany({ orderBy: { id: 'asc' } })).map(parse.device)),
  device: (id) => run(async (client) => orNull(await client.device.findUnique({ where: { id } }), parse.device)),
  points: async (filter) => {
    if (uuid(filter?.siteId).isNowhere || uuid(filter?.locationId).isNowhere) return [];
    return run(async (client) => (await client.point.findMany({ where: present(filter), orderBy: { id: 'asc' } })).map(parse.point));
  },
  point: (id) => run(async (client) => orNull(await client.point.findUnique({ where: { id } }), parse.point)),
  pointByTag: (tag) => run(async (client) => orNull(await client.point.findUnique({ where: { tag } }), parse.point)),
  rules: (filter) =>
    run(async (client) => (await client.rule.findMany({ where: present(filter), orderBy: { id: 'asc' } })).map(parse.rule)),
  brokerAccounts: () =>
    run(async (client) => (await client.brokerAccount.findMany({ orderBy: { userName: 'asc' } })).map(parse.brokerAccount)),
});
