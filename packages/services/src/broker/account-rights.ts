import type { BrokerAccount } from '../ports/site-store.ts';

/** What one credential opens on the broker, and which device of the directory it stands for. */
export interface AccountRights {
  readonly kind: 'device' | 'gateway';
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

const nodeTypes = ['NBIRTH', 'NDATA', 'NDEATH'];
const deviceTypes = ['DBIRTH', 'DDATA', 'DDEATH'];

/** Rights by dialect, for a user name that passed `isUserName`. A gateway dialect carries many devices below one account. */
const rightsByDialect: Readonly<Record<string, (name: string) => AccountRights>> = {
  native: (name) => ({
    kind: 'device',
    publish: [`wachter/v1/${name}/#`],
    subscribe: [`wachter/v1/${name}/ack`],
  }),
  zigbee2mqtt: () => ({ kind: 'gateway', publish: ['zigbee2mqtt/#'], subscribe: ['zigbee2mqtt/#'] }),
  tasmota: (name) => ({
    kind: 'device',
    publish: [`tele/${name}/#`, `stat/${name}/#`],
    subscribe: [`cmnd/${name}/#`],
  }),
  'sparkplug-b': (name) => ({
    kind: 'gateway',
    publish: [
      ...nodeTypes.map((type) => `spBv1.0/+/${type}/${name}`),
      ...deviceTypes.map((type) => `spBv1.0/+/${type}/${name}/+`),
    ],
    subscribe: [`spBv1.0/+/NCMD/${name}`, `spBv1.0/+/DCMD/${name}/+`, 'spBv1.0/STATE/+'],
  }),
  nut: (name) => ({ kind: 'device', publish: [`nut/${name}/#`], subscribe: [] }),
};

/** Dialects that `addDevice` can make a credential for without being told topics. */
export const dialectsWithRights: readonly string[] = Object.keys(rightsByDialect);

/** Rights of an account; null when the dialect has no topics of its own (then the topics must be given). */
export function rightsOf(dialect: string, userName: string): AccountRights | null {
  const rights = Object.hasOwn(rightsByDialect, dialect) ? rightsByDialect[dialect] : undefined;
  return rights ? rights(userName) : null;
}

/**
 * Rights of an ingestor: it reads what the dialects listen to and writes acknowledgements, and as Sparkplug host its own state and the
 * request to be told the names again; a node without a birth that we heard stays dumb otherwise.
 */
export const ingestorRights = (filters: readonly string[]): Pick<BrokerAccount, 'publish' | 'subscribe'> => ({
  publish: ['wachter/v1/+/ack', 'spBv1.0/+/NCMD/+', 'spBv1.0/STATE/+'],
  subscribe: filters,
});
