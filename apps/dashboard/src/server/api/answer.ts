import { ok, type Result, refuse } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { type Invalid, type Issue, issueOf } from '@wachter/services/refusal';
import type { z } from 'zod';
import { privateHeaders, problemResponse, type Refusal } from '../problem.ts';
import { endpoints } from './index.ts';
import { matchEndpoint } from './match.ts';
import { readBody } from './read-body.ts';

/** Answers one request of the REST API for whoever `identify` says it is. */
export async function answerApi(
  request: Request,
  segments: readonly string[],
  identify: () => Promise<Result<Context, Refusal>>,
): Promise<Response> {
  const context = await identify();
  if (!context.ok) return problemResponse(context.error);
  const match = matchEndpoint(endpoints, request.method, segments);
  if (match === 'unknown')
    return problemResponse({ kind: 'no-such-route', reason: 'The API has no such path; see openapi.json.' });
  if (match === 'wrong-method')
    return problemResponse({ kind: 'method-not-allowed', reason: 'The path is known, but not with this method.' });
  const { endpoint } = match;
  const body = endpoint.method === 'GET' ? ok(undefined) : await readBody(request);
  if (!body.ok) return problemResponse(body.error);
  const input = parseAll([
    ['params', endpoint.params, match.params],
    ['query', endpoint.query, queryOf(new URL(request.url).searchParams)],
    ['body', endpoint.body, body.value],
  ]);
  if (!input.ok) return problemResponse(input.error);
  const result = await endpoint.run(context.value, input.value as never);
  return result.ok ? Response.json(result.value, { headers: privateHeaders }) : problemResponse(result.error);
}

/** A parameter given twice becomes a list, which no schema here accepts: nobody has to guess which one counts. */
function queryOf(search: URLSearchParams): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...new Set(search.keys())].map((key) => {
      const values = search.getAll(key);
      return [key, values.length === 1 ? values[0] : values];
    }),
  );
}

/** The query of an address by the schema of an endpoint, for a route that answers something other than JSON. */
export function parseQuery<Query extends z.ZodType>(schema: Query, search: URLSearchParams): Result<z.output<Query>, Invalid> {
  const parsed = schema.safeParse(queryOf(search));
  if (parsed.success) return ok(parsed.data);
  return refuse({ kind: 'invalid', issues: parsed.error.issues.map((issue) => issueOf(issue)) });
}

function parseAll(parts: readonly (readonly [string, z.ZodType, unknown])[]): Result<Record<string, unknown>, Invalid> {
  const values: Record<string, unknown> = {};
  const issues: Issue[] = [];
  for (const [name, schema, given] of parts) {
    const parsed = ('strict' in schema && name !== 'body' ? (schema as z.ZodObject).strict() : schema).safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else issues.push(...parsed.error.issues.map((issue) => issueOf(issue, name)));
  }
  return issues.length === 0 ? ok(values) : refuse({ kind: 'invalid', issues });
}
