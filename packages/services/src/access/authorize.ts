import { ok, type Result, refuse } from '@wachter/core';
import type { Actor } from './actor.ts';
import { type AccessObject, can } from './can.ts';
import type { Action } from './policy.ts';

/** Refusal of every verb: this actor may not do this to that. */
export interface Forbidden {
  readonly kind: 'forbidden';
  readonly action: Action;
  readonly reason: string;
}

/** First line of every verb: the check sits in the data layer, so no page or route can forget it. */
export function authorize(context: { readonly actor: Actor }, action: Action, object: AccessObject): Result<null, Forbidden> {
  const decision = can(context.actor, action, object);
  return decision.allowed ? ok(null) : refuse({ kind: 'forbidden', action, reason: decision.reason });
}
