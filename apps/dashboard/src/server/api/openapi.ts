import { z } from 'zod';
import type { AnyEndpoint } from './define-endpoint.ts';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};

const isRequired = (schema: z.ZodType): boolean => !schema.safeParse(undefined).success;

/** Query strings are text: what a parameter must look like is told by what it becomes; words for flags by what is typed. */
function parameters(shape: z.ZodObject, place: 'path' | 'query'): readonly Json[] {
  return Object.entries(shape.shape).map(([name, field]) => {
    const schema = field as z.ZodType;
    const typed = schemaOf(schema, 'input');
    const {
      description,
      default: fallback,
      ...rest
    } = Object.keys(typed).some((key) => key === 'type' || key === 'enum') ? typed : schemaOf(schema, 'output');
    return {
      name,
      in: place,
      required: place === 'path' || isRequired(schema),
      ...(description === undefined ? {} : { description }),
      schema: fallback === undefined ? rest : { ...rest, default: fallback },
    };
  });
}

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function operation(endpoint: AnyEndpoint): Json {
  const hasBody = endpoint.method !== 'GET';
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    description: `Needs the scope \`${endpoint.scope}\`.`,
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(hasBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }
      : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(endpoint.answer, 'input') } } },
      400: problem('The request does not have the shape described.'),
      401: problem('No valid token or session.'),
      403: problem('The token or person may not do this.'),
      ...(endpoint.path.includes('{') ? { 404: problem('There is no such thing.') } : {}),
      ...(hasBody ? { 409: problem('Somebody was first, or the thing has moved on.') } : {}),
      503: problem('The database does not answer.'),
    },
  };
}

/** OpenAPI 3.1 document of the endpoints, made from the schemas they check with. */
export function openApiDocument(endpoints: readonly AnyEndpoint[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Wachter',
      version,
      description:
        'The physical environment of a data centre. Instants are ISO 8601; values are in the unit of the quantity. Errors are `application/problem+json`. Wachter informs people; it is not a safety system.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token made under Users and displays, with scopes.' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
          },
        },
      },
    },
  };
}
