import type { Result } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { z } from 'zod';
import type { Refusal } from '../problem.ts';

/** Part of a request or answer. */
type Shape = z.ZodObject;

export interface Endpoint<Path extends Shape, Query extends Shape, Body extends z.ZodType, Answer extends z.ZodType> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v1`; parameters in braces: `/points/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** Scope a token needs, for the document; the data layer decides. */
  readonly scope: string;
  readonly params: Path;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  readonly run: (
    context: Context,
    input: { readonly params: z.output<Path>; readonly query: z.output<Query>; readonly body: z.output<Body> },
  ) => Promise<Result<z.input<Answer>, Refusal>>;
}

/** An endpoint whose shapes only the router needs. */
export type AnyEndpoint = Omit<Endpoint<Shape, Shape, z.ZodType, z.ZodType>, 'run'> & {
  readonly run: (
    context: Context,
    input: { readonly params: never; readonly query: never; readonly body: never },
  ) => Promise<Result<unknown, Refusal>>;
};

/** One endpoint of the REST API: request, answer and words in one place; the OpenAPI document is made from it. */
export const defineEndpoint = <Path extends Shape, Query extends Shape, Body extends z.ZodType, Answer extends z.ZodType>(
  endpoint: Endpoint<Path, Query, Body, Answer>,
): Endpoint<Path, Query, Body, Answer> => endpoint;
