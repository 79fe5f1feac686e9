import type { DeviceSpec } from './channel.ts';

/** What a broker must allow one account: its own topics only. Filters as MQTT writes them. */
export interface Account {
  readonly userName: string;
  readonly kind: 'device' | 'gateway';
  readonly dialect: string;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** One broker account per connection of the site. User name and client id are the same. */
export function accountsOf(devices: readonly DeviceSpec[]): readonly Account[] {
  const names = [...new Set(devices.map((device) => device.account))];
  return names.map((userName) => {
    const members = devices.filter((device) => device.account === userName);
    const dialect = members[0]?.dialect ?? 'native';
    return { userName, kind: dialect === 'native' ? 'device' : 'gateway', dialect, ...filtersOf(members) };
  });
}

function filtersOf(members: readonly DeviceSpec[]): Pick<Account, 'publish' | 'subscribe'> {
  const [first] = members;
  if (first === undefined) return { publish: [], subscribe: [] };
  switch (first.dialect) {
    case 'native':
      return { publish: [`wachter/v1/${first.id}/#`], subscribe: [`wachter/v1/${first.id}/ack`] };
    case 'zigbee2mqtt':
      return { publish: ['zigbee2mqtt/#'], subscribe: [] };
    case 'tasmota':
      return { publish: members.flatMap(({ id }) => [`tele/${id.slice(8)}/#`, `stat/${id.slice(8)}/#`]), subscribe: [] };
    case 'sparkplug-b': {
      const [, group, node] = first.id.split('/');
      const kinds = ['NBIRTH', 'NDATA', 'NDEATH', 'DBIRTH', 'DDATA', 'DDEATH'];
      return {
        publish: kinds.map((kind) => `spBv1.0/${group}/${kind}/${node}${kind.startsWith('D') ? '/+' : ''}`),
        subscribe: [`spBv1.0/${group}/NCMD/${node}`],
      };
    }
    case 'nut':
      return { publish: members.map(({ id }) => id), subscribe: [] };
  }
}
