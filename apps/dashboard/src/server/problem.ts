import type { Invalid, NotFound } from '@wachter/services/refusal';
import type { Forbidden } from '@wachter/services/access/authorize';
import type { ForeignOrigin } from './guard-origin.ts';

/** Everything an endpoint may refuse with. `conflict` = somebody was first, or the thing has moved on. */
export type Refusal =
  | Forbidden
  | Invalid
  | NotFound
  | ForeignOrigin
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'must-change-password' }
  | { readonly kind: 'conflict'; readonly detail: string; readonly [more: string]: unknown }
  | { readonly kind: 'too-large'; readonly detail: string }
  | { readonly kind: 'storage-away' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  | { readonly kind: 'internal'; readonly code: string };

interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The one map from refusals to HTTP. */
export function problemOf(refusal: Refusal): Problem {
  switch (refusal.kind) {
    case 'signed-out':
      return { status: 401, title: 'Not signed in', detail: 'Send a token of this API as `Authorization: Bearer …`, or sign in.' };
    case 'must-change-password':
      return { status: 403, title: 'Password must be changed', detail: 'Sign in to the dashboard and choose your own password first.' };
    case 'forbidden':
      return { status: 403, title: 'Not allowed', detail: refusal.reason };
    case 'foreign-origin':
      return { status: 403, title: 'Foreign origin', detail: refusal.detail };
    case 'not-found':
      return { status: 404, title: 'Not there', detail: `There is no ${refusal.object} ${refusal.id}.` };
    case 'invalid':
      return {
        status: 400,
        title: 'Invalid request',
        detail: refusal.issues.map((issue) => `${issue.path === '' ? 'request' : issue.path}: ${issue.message}`).join('; '),
        more: { issues: refusal.issues },
      };
    case 'conflict': {
      const { kind: _, detail, ...more } = refusal;
      return { status: 409, title: 'Conflict', detail, more };
    }
    case 'too-large':
      return { status: 413, title: 'Too large', detail: refusal.detail };
    case 'busy':
      return { status: 429, title: 'Too many requests', detail: `Try again in ${refusal.retryAfterSeconds} seconds.` };
    case 'storage-away':
      return { status: 503, title: 'Storage does not answer', detail: 'The database does not answer. Try again in a moment.' };
    case 'internal':
      return { status: 500, title: 'Internal error', detail: `It was logged under ${refusal.code}.` };
    default:
      return refusal satisfies never;
  }
}

export const privateHeaders = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };

/** An `application/problem+json` answer (RFC 9457). `type` is a stable word per kind of refusal. */
export function problemResponse(refusal: Refusal): Response {
  const { status, title, detail, more } = problemOf(refusal);
  const headers: Record<string, string> = { ...privateHeaders, 'Content-Type': 'application/problem+json' };
  if (refusal.kind === 'busy') headers['Retry-After'] = String(refusal.retryAfterSeconds);
  if (refusal.kind === 'signed-out') headers['WWW-Authenticate'] = 'Bearer';
  if (refusal.kind === 'storage-away') headers['Retry-After'] = '5';
  return Response.json({ type: `urn:wachter:problem:${refusal.kind}`, title, status, detail, ...more }, { status, headers });
}

/** Lost infrastructure, as storage throws it. */
export const isStorageAway = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === true;
