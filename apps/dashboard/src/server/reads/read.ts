import type { Result } from '@wachter/core';
import { authorize, type Forbidden } from '@wachter/services/access/authorize';
import type { AccessObject } from '@wachter/services/access/can';
import type { Action } from '@wachter/services/access/policy';
import type { Context } from '@wachter/services/context';
import type { Invalid, NotFound } from '@wachter/services/refusal';

/** What a read may answer: the thing, or why not. Nothing else of the dashboard touches the store's reads. */
export type Read<T> = Result<T, Forbidden | NotFound | Invalid>;

/** First line of every read. */
export const mayRead = (context: Pick<Context, 'actor'>, action: Action, object: AccessObject): Result<null, Forbidden> =>
  authorize(context, action, object);
