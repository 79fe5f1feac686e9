import { problems } from '@wachter/services/problem';
import { describe, expect, it } from 'vitest';
import { isStorageAway, problemResponse, type Refusal, unauthenticated, unavailable } from './problem.ts';

describe('problem+json', () => {
  it.each(Object.keys(problems) as Refusal['kind'][])(
    '%s is answered with its status, never stored, with a stable type',
    async (kind) => {
      const answer = problemResponse({ kind });
      expect(answer.status).toBe(problems[kind].status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      expect(await answer.json()).toMatchObject({ type: `urn:wachter:problem:${kind}`, status: answer.status });
    },
  );

  it('says in one sentence which fields are wrong', async () => {
    const issues = [
      { path: 'query.limit', message: 'too big' },
      { path: '', message: 'unknown key' },
    ];
    expect(await problemResponse({ kind: 'invalid', issues }).json()).toMatchObject({
      detail: 'query.limit: too big; request: unknown key',
      issues,
    });
  });

  it('tells a client without a token how to bring one, and one that came at a bad moment when to come again', () => {
    expect(problemResponse(unauthenticated).headers.get('www-authenticate')).toBe('Bearer');
    expect(problemResponse(unavailable).headers.get('retry-after')).toBe('5');
  });

  it.each([
    [Object.assign(new Error('x'), { retryable: true }), true],
    [Object.assign(new Error('x'), { retryable: false }), false],
    [new Error('x'), false],
    [null, false],
  ])('knows storage that is away from a bug', (error, isAway) => {
    expect(isStorageAway(error)).toBe(isAway);
  });
});
