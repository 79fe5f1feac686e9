import type { AcknowledgedAlarm } from './alarm/acknowledge.ts';
import type { ResetOutcome } from './ports/alarm-store.ts';
import type { AnyRefusal } from './verbs.ts';

/** What an edge itself refuses, before any verb is asked. */
export type EdgeRefusal = {
  readonly kind:
    | 'unauthenticated'
    | 'foreign-origin'
    | 'no-such-route'
    | 'method-not-allowed'
    | 'too-large'
    | 'too-many-requests'
    | 'internal'
    | 'unavailable';
};
type Outcome = Exclude<AcknowledgedAlarm['outcome'] | ResetOutcome, { readonly kind: 'acknowledged' | 'reset' }>;
export type ProblemKind = (AnyRefusal | EdgeRefusal | Outcome)['kind'];

/** The one map from refusals to HTTP (RFC 9110 status, RFC 9457 title). A kind that is not here does not compile. */
export const problems: Readonly<Record<ProblemKind, { readonly status: number; readonly title: string }>> = {
  invalid: { status: 400, title: 'The request is not valid' },
  'invalid-device-id': { status: 400, title: 'The device id is not usable as a broker account' },
  'unknown-dialect': { status: 400, title: 'There is no such dialect' },
  'unknown-quantity': { status: 400, title: 'There is no such quantity' },
  'unknown-rule-type': { status: 400, title: 'There is no such rule type' },
  'unit-does-not-fit': { status: 400, title: 'The unit cannot become that of the quantity' },
  'topics-needed': { status: 400, title: 'The dialect needs topics to be named' },
  'watches-something-else': { status: 400, title: 'The rule type watches something else' },
  'nothing-to-tune': { status: 400, title: 'The rule type has no hysteresis and delay to tune' },
  'foreign-point': { status: 400, title: 'The point belongs to another device' },
  'comment-required': { status: 400, title: 'Alarms of this priority are acknowledged with a comment' },
  'no-such-step': { status: 400, title: 'The checklist has no such step' },
  'too-long': { status: 400, title: 'It may not be shelved for so long' },
  'site-file-refused': { status: 422, title: 'The site file cannot be used' },
  unauthenticated: { status: 401, title: 'Nobody is logged in, or the token is not valid' },
  forbidden: { status: 403, title: 'Not allowed' },
  'foreign-origin': { status: 403, title: 'The request does not come from this site' },
  'not-found': { status: 404, title: 'Not found' },
  'no-such-route': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'already-acknowledged': { status: 409, title: 'Somebody has acknowledged it already' },
  superseded: { status: 409, title: 'The alarm has changed since' },
  'still-active': { status: 409, title: 'The condition is still there' },
  'not-acknowledged': { status: 409, title: 'The alarm is not acknowledged' },
  'not-latching': { status: 409, title: 'The alarm does not latch' },
  'already-reset': { status: 409, title: 'Somebody has reset it already' },
  'drill-under-way': { status: 409, title: 'Its messages are still under way' },
  'named-in-steps': { status: 409, title: 'Steps of telling name it' },
  'nobody-to-tell': { status: 409, title: 'No channel reaches anybody' },
  'not-a-way': { status: 409, title: 'The channel is not among the ways to this recipient' },
  'already-cancelled': { status: 409, title: 'Somebody has cancelled it already' },
  'already-ended': { status: 409, title: 'It has ended already' },
  'already-out-of-service': { status: 409, title: 'It is out of service already' },
  'already-shelved': { status: 409, title: 'It is shelved already' },
  'already-ticked': { status: 409, title: 'Somebody has done this step already' },
  'may-not-be-shelved': { status: 409, title: 'Fire, released extinguishing and critical gas are never shelved' },
  'already-in-status': { status: 409, title: 'It is in this status already' },
  'already-revoked': { status: 409, title: 'It was revoked before' },
  'device-blocked': { status: 409, title: 'The device is blocked' },
  'device-exists': { status: 409, title: 'There is a device or account of this name' },
  'email-taken': { status: 409, title: 'There is a user with this e-mail address' },
  'has-points': { status: 409, title: 'Points refer to it' },
  'last-administrator': { status: 409, title: 'It is the last administrator' },
  'no-secret-key': { status: 409, title: 'No key for secrets was given to this process' },
  'no-credential': { status: 409, title: 'The device has no credential of its own' },
  'not-approved': { status: 409, title: 'It is not approved' },
  'not-empty': { status: 409, title: 'Something lies there' },
  'other-family': { status: 409, title: 'The history of the point is of another kind' },
  'needs-second-person': { status: 409, title: 'It takes both sides of a redundancy group, alone or together with other work' },
  'record-changed': { status: 409, title: 'Somebody has written a further version since' },
  'already-signed': { status: 409, title: 'Somebody has signed it already' },
  'not-a-person': { status: 409, title: 'Only a person with an account signs' },
  'not-signed-yet': { status: 409, title: 'Nobody has signed it as performed yet' },
  'same-person': { status: 409, title: 'Who performed it does not approve it' },
  'plan-changed': { status: 409, title: 'Somebody has changed the plan since' },
  'already-watched': { status: 409, title: 'The minutes of the room are counted already' },
  'room-lacks': { status: 409, title: 'The room lacks what minutes are counted from' },
  'not-a-group': { status: 409, title: 'The point is no redundancy group' },
  'other-site': { status: 409, title: 'It belongs to another site' },
  'fed-by-itself': { status: 409, title: 'Its power would come from itself' },
  'own-parent': { status: 409, title: 'It would lie within itself' },
  'point-already-active': { status: 409, title: 'The point is active already' },
  'point-retired': { status: 409, title: 'The point is retired' },
  'slug-taken': { status: 409, title: 'The short name is taken' },
  'speaks-through-gateway': { status: 409, title: 'The device speaks through a gateway' },
  'tag-taken': { status: 409, title: 'Another point has this tag' },
  'too-large': { status: 413, title: 'The request is too large' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Not available at the moment' },
};

/** Body of `application/problem+json`. The fields of the refusal come along; they hold nothing that the asker may not know. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly [field: string]: unknown;
}

export function problemOf(refusal: { readonly kind: ProblemKind; readonly reason?: string }): Problem {
  const { kind, reason, ...fields } = refusal;
  const { status, title } = problems[kind];
  return { ...fields, type: `urn:wachter:problem:${kind}`, title, status, ...(reason === undefined ? {} : { detail: reason }) };
}
