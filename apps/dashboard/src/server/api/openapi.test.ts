import { scopes } from '@wachter/services/access/policy';
import { describe, expect, it } from 'vitest';
import { endpoints } from './index.ts';
import { openApiDocument } from './openapi.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>>;
}
const document = openApiDocument(endpoints, '1.2.3') as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => [operation.operationId, path, operation] as const),
);

describe('the OpenAPI document', () => {
  it('has every endpoint once, under a name of its own', () => {
    expect(operations).toHaveLength(endpoints.length);
    expect(new Set(operations.map(([id]) => id)).size).toBe(endpoints.length);
    expect(operations.length).toBeGreaterThanOrEqual(9);
  });

  it.each(operations)('%s describes its path, its answer and its refusals', (_, path, operation) => {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const inPath = operation.parameters.filter((one) => one.in === 'path');
    expect(inPath.map((one) => one.name)).toEqual(named);
    expect(inPath.every((one) => one.required)).toBe(true);
    for (const one of operation.parameters) expect(Object.keys(one.schema)).not.toEqual([]);
    const answer = operation.responses[200]?.content['application/json']?.schema;
    expect(JSON.stringify(answer)).toMatch(/"(properties|anyOf)"/);
    for (const status of [400, 401, 403, 503]) {
      expect(operation.responses[status]?.content['application/problem+json']).toBeDefined();
    }
  });

  it('is plain JSON without a reference that leads nowhere', () => {
    const text = JSON.stringify(document);
    expect(JSON.parse(text)).toEqual(document);
    expect(new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]))).toEqual(
      new Set(['#/components/schemas/Problem']),
    );
  });

  it('asks for scopes that exist', () => {
    for (const endpoint of endpoints) expect(scopes).toContain(endpoint.scope);
  });

  it('does not demand what has a default', () => {
    const points = document.paths['/points']?.['get'];
    expect(points?.parameters.find((one) => one.name === 'limit')).toMatchObject({
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
    });
    const readings = document.paths['/points/{id}/readings']?.['get'];
    expect(readings?.parameters.find((one) => one.name === 'from')).toMatchObject({
      required: true,
      schema: { type: 'string', format: 'date-time' },
    });
  });
});
