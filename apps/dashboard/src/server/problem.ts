import { type Problem, type ProblemKind, problemOf } from '@wachter/services/problem';

/** Everything an endpoint may refuse with; statuses and titles stand in the one map of the services. */
export interface Refusal {
  readonly kind: ProblemKind;
  readonly reason?: string | undefined;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  readonly retryAfterSeconds?: number;
  /** Who was first, or which activation counts now. */
  readonly by?: string;
  readonly activation?: number;
}

export const privateHeaders = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };

const issueText = (issue: { readonly path: string; readonly message: string }) =>
  `${issue.path === '' ? 'request' : issue.path}: ${issue.message}`;

/** The body of a refusal: always with a sentence that says what to do or what was wrong. */
export function problemBody({ reason, ...refusal }: Refusal): Problem {
  const detail = reason ?? refusal.issues?.map(issueText).join('; ');
  return problemOf({ ...refusal, ...(detail === undefined ? {} : { reason: detail }) });
}

/** An `application/problem+json` answer (RFC 9457). */
export function problemResponse(refusal: Refusal): Response {
  const body = problemBody(refusal);
  const headers: Record<string, string> = { ...privateHeaders, 'Content-Type': 'application/problem+json' };
  if (refusal.retryAfterSeconds !== undefined) headers['Retry-After'] = String(refusal.retryAfterSeconds);
  if (refusal.kind === 'unauthenticated') headers['WWW-Authenticate'] = 'Bearer';
  return Response.json(body, { status: body.status, headers });
}

export const unauthenticated: Refusal = {
  kind: 'unauthenticated',
  reason: 'Send a token of this API as `Authorization: Bearer …`, or sign in.',
};
export const unavailable: Refusal = {
  kind: 'unavailable',
  reason: 'The database does not answer. Try again in a moment.',
  retryAfterSeconds: 5,
};

/** Lost infrastructure, as storage throws it. */
export const isStorageAway = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === true;
