import type { SiteReads } from '@wachter/services';
import type { Transaction } from '../connect/prisma-client.ts';
import { isUuid } from '../rows/uuid.ts';
import * as parse from './parse.ts';
import { testReads } from './test-rows.ts';
import { withholdingReads } from './withholding-rows.ts';

type Run = <T>(work: (client: Transaction) => Promise<T>) => Promise<T>;

const orNull = <Row, T>(row: Row | null, read: (row: Row) => T): T | null => (row === null ? null : read(row));

const isNowhere = (id: string | undefined): boolean => id !== undefined && !isUuid(id);

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The parts of a filter that were given: to the ORM, a part that is undefined is not the same as one that is missing. */
const present = <T extends object>(filter: T | undefined): Present<T> =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value !== undefined)) as Present<T>;

/** Reads of the site model through whatever runs them: the pool, or an open transaction. */
export const siteReads = (run: Run): SiteReads => ({
  ...withholdingReads(run),
  ...testReads(run),
  sites: () => run(async (client) => (await client.site.findMany({ orderBy: { slug: 'asc' } })).map(parse.site)),
  locations: async (siteId) => {
    if (isNowhere(siteId)) return [];
    const orderBy = [{ sortOrder: 'asc' as const }, { slug: 'asc' as const }];
    return run(async (client) => (await client.location.findMany({ where: present({ siteId }), orderBy })).map(parse.location));
  },
  equipment: async (siteId) => {
    if (isNowhere(siteId)) return [];
    const orderBy = [{ slug: 'asc' as const }];
    return run(async (client) =>
      (await client.equipment.findMany({ where: present({ siteId }), orderBy, include: { fedBy: true } })).map(parse.equipment),
    );
  },
  devices: () => run(async (client) => (await client.device.findMany({ orderBy: { id: 'asc' } })).map(parse.device)),
  device: (id) => run(async (client) => orNull(await client.device.findUnique({ where: { id } }), parse.device)),
  points: async (filter) => {
    if (isNowhere(filter?.siteId) || isNowhere(filter?.locationId)) return [];
    return run(async (client) =>
      (await client.point.findMany({ where: present(filter), orderBy: { id: 'asc' } })).map(parse.point),
    );
  },
  point: (id) => run(async (client) => orNull(await client.point.findUnique({ where: { id } }), parse.point)),
  pointByTag: (tag) => run(async (client) => orNull(await client.point.findUnique({ where: { tag } }), parse.point)),
  rules: (filter) =>
    run(async (client) => (await client.rule.findMany({ where: present(filter), orderBy: { id: 'asc' } })).map(parse.rule)),
  ruleProblems: () =>
    run(async (client) => {
      const [rows, rules] = [
        await client.ruleProblem.findMany({ orderBy: { ruleId: 'asc' } }),
        await client.rule.findMany({ select: { id: true } }),
      ];
      const known = new Set(rules.map(({ id }) => id));
      return rows.filter(({ ruleId }) => known.has(ruleId)).map(parse.ruleProblem);
    }),
  rationalisations: () =>
    run(async (client) =>
      (await client.rationalisation.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map(parse.rationalisation),
    ),
  brokerAccounts: () =>
    run(async (client) => (await client.brokerAccount.findMany({ orderBy: { userName: 'asc' } })).map(parse.brokerAccount)),
});
