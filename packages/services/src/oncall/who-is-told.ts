import {
  defaultPolicy,
  type EscalationPolicy,
  type EscalationTarget,
  groupRecipient,
  type Instant,
  isGroupRecipient,
  onDutyAt,
  type Route,
  type Site,
} from '@wachter/core';
import type { Channel } from '../ports/channel.ts';
import type { ChannelRow, ContactRow, PolicyRow, RotaRow } from '../ports/notify-settings.ts';
import type { UserRow } from '../ports/people-store.ts';
import type { Store } from '../ports/store.ts';

/** Everything that decides who is told, as people set it. */
export interface TellingSetup {
  readonly sites: readonly Site[];
  readonly rotas: readonly RotaRow[];
  readonly policies: readonly PolicyRow[];
  readonly channels: readonly ChannelRow[];
  readonly contacts: readonly ContactRow[];
  readonly users: readonly UserRow[];
}

export async function loadTellingSetup(store: Pick<Store, 'site' | 'notify' | 'people'>): Promise<TellingSetup> {
  const { notify } = store;
  const [sites, rotas, policies, channels, contacts, users] = await Promise.all([
    store.site.sites(),
    notify.rotas(),
    notify.policies(),
    notify.channels(),
    notify.contacts(),
    store.people.users(),
  ]);
  return { sites, rotas, policies, channels, contacts, users };
}

/** Answers about who is told, at one instant. */
export interface Telling {
  readonly policyOf: (siteId: string) => EscalationPolicy;
  /** Users, or `channel:<id>`, each once. */
  readonly recipientsOf: (target: EscalationTarget, siteId: string) => readonly string[];
  /** In the order to try; empty when the recipient cannot be reached. */
  readonly routesOf: (recipient: string) => readonly Route[];
}

/**
 * A person is reached by the contacts that were set for them; who has none, by every channel that follows from what is known of everybody, which
 * is their e-mail address. A site without a policy follows the default: first whoever is on duty, or all technicians where there is no rota.
 */
export function tellingAt(setup: TellingSetup, catalogue: ReadonlyMap<string, Channel>, now: Instant): Telling {
  const channels = new Map(setup.channels.filter(({ isEnabled }) => isEnabled).map((row) => [row.id, row]));
  const users = new Map(setup.users.filter(({ isDisabled }) => !isDisabled).map((user) => [user.id, user]));
  const zoneOf = new Map(setup.sites.map(({ id, timeZone }) => [id, timeZone]));
  return {
    policyOf: (siteId) => setup.policies.find((row) => row.siteId === siteId)?.policy ?? policyWithout(setup, siteId),
    recipientsOf: (target, siteId) => {
      switch (target.kind) {
        case 'rota': {
          const row = setup.rotas.find(({ id }) => id === target.id);
          const person = row ? onDutyAt(row.rota, zoneOf.get(row.siteId) ?? zoneOf.get(siteId) ?? 'UTC', now).person : null;
          return person !== null && users.has(person) ? [person] : [];
        }
        case 'person':
          return users.has(target.id) ? [target.id] : [];
        case 'role':
          return [...users.values()].filter(({ role }) => role === target.role).map(({ id }) => id);
        case 'channel':
          return channels.has(target.id) ? [groupRecipient(target.id)] : [];
        default:
          return target satisfies never;
      }
    },
    routesOf: (recipient) => {
      if (isGroupRecipient(recipient)) {
        const channelId = recipient.slice(groupRecipient('').length);
        return channels.has(channelId) ? [{ channelId, address: {} }] : [];
      }
      const user = users.get(recipient);
      if (!user) return [];
      const own = setup.contacts.filter(({ userId }) => userId === recipient);
      if (own.length > 0) {
        return own
          .filter(({ channelId, isEnabled, goneAt }) => isEnabled && goneAt === null && channels.has(channelId))
          .map(routeOf);
      }
      return [...channels.values()].flatMap(({ id, type }) => {
        const channel = catalogue.get(type);
        const address = channel?.audience === 'person' ? channel.addressOf(user) : null;
        return address === null ? [] : [{ channelId: id, address }];
      });
    },
  };
}

const routeOf = ({ channelId, address }: ContactRow): Route => ({ channelId, address });

function policyWithout({ rotas }: TellingSetup, siteId: string): EscalationPolicy {
  const own = rotas.filter((row) => row.siteId === siteId).map(({ id }) => ({ kind: 'rota' as const, id }));
  return defaultPolicy(own.length > 0 ? own : [{ kind: 'role', role: 'technician' }]);
}
