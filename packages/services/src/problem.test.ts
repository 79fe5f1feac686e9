import { describe, expect, it } from 'vitest';
import { type ProblemKind, problemOf, problems } from './problem.ts';

describe('problemOf', () => {
  it('has a status of its class and a title for every kind', () => {
    const kinds = Object.keys(problems) as ProblemKind[];
    expect(kinds.length).toBeGreaterThan(40);
    for (const kind of kinds) {
      expect(problemOf({ kind })).toMatchObject({ type: `urn:wachter:problem:${kind}`, status: problems[kind].status });
      expect(problems[kind].status).toBeGreaterThanOrEqual(400);
      expect(problems[kind].title).toMatch(/^[A-Z][^.!]+$/);
    }
  });

  it('carries the reason as detail and the fields of the refusal', () => {
    const refusal = { kind: 'forbidden' as const, action: 'site.edit', reason: 'Not you.' };
    expect(problemOf(refusal)).toEqual({
      ...{ type: 'urn:wachter:problem:forbidden', title: 'Not allowed', status: 403, detail: 'Not you.', action: 'site.edit' },
    });
  });
});
