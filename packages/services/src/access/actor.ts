export const roles = ['viewer', 'technician', 'manager', 'administrator'] as const;
export type Role = (typeof roles)[number];
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** Who wants something. Made by the edge that proved the identity (session, token, display cookie, local command). */
export type Actor =
  | { readonly kind: 'user'; readonly id: string; readonly name: string; readonly role: Role }
  | { readonly kind: 'token'; readonly id: string; readonly name: string; readonly scopes: readonly string[] }
  | { readonly kind: 'display'; readonly id: string; readonly siteId: string | null }
  /** The product itself or its local command line: whoever may run it owns the machine. */
  | { readonly kind: 'system'; readonly name: string };

/** The name that goes into journal and audit rows. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.name;
    case 'token':
      return `token ${actor.name}`;
    case 'display':
      return `display ${actor.id}`;
    case 'system':
      return actor.name;
    default:
      return actor satisfies never;
  }
}

/** The account of a person; null for whoever is none. */
export const actorUser = (actor: Actor): string | null => (actor.kind === 'user' ? actor.id : null);
