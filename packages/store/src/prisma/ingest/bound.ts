import type { Statement } from './commit-sql.ts';

/** A statement with its values, ready to be sent. */
export interface Bound extends Statement {
  readonly values: readonly unknown[];
}

export const bind = (statement: Statement, ...values: readonly unknown[]): Bound => ({ ...statement, values });
