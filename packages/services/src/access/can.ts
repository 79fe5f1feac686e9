import type { Actor } from './actor.ts';
import { type Action, type ObjectKind, type Permission, policy } from './policy.ts';

/** The thing acted upon. `siteId` where the thing belongs to a site: a display of one site sees only that one. */
export interface AccessObject {
  readonly kind: ObjectKind;
  readonly id?: string | number | undefined;
  readonly siteId?: string | null | undefined;
}

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

const deny = (reason: string): Decision => ({ allowed: false, reason });
const ALLOWED: Decision = { allowed: true };

/** The one decision about access. Unknown actions and objects of another kind are refused. The reason is a sentence for people. */
export function can(actor: Actor, action: Action, object: AccessObject): Decision {
  const permission: Permission | undefined = Object.hasOwn(policy, action) ? policy[action] : undefined;
  if (!permission) return deny(`There is no action ${String(action)}.`);
  if (permission.object !== object.kind) return deny(`${action} is about a ${permission.object}, not about a ${object.kind}.`);
  switch (actor.kind) {
    case 'system':
      return ALLOWED;
    case 'user':
      return permission.roles.includes(actor.role)
        ? ALLOWED
        : deny(`${action} needs the role ${permission.roles.join(' or ')}; ${actor.name} is ${actor.role}.`);
    case 'token':
      if (!permission.scope) return deny(`${action} is not open to API tokens.`);
      return actor.scopes.includes(permission.scope)
        ? ALLOWED
        : deny(`${action} needs the scope ${permission.scope}, which token ${actor.name} does not have.`);
    case 'display':
      if (!permission.isForDisplays) return deny(`${action} is not open to wall displays.`);
      return actor.siteId === null || object.siteId === actor.siteId ? ALLOWED : deny('This display belongs to another site.');
    default:
      return actor satisfies never;
  }
}
