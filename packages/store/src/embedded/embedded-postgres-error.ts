export type EmbeddedPostgresProblem =
  | 'disk-full'
  | 'data-damaged'
  | 'version-mismatch'
  | 'no-binaries'
  | 'start-failed'
  | 'in-use';

/** The embedded database cannot be used. `message` is one sentence for people: what happened and what to do next. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly kind: EmbeddedPostgresProblem;

  constructor(kind: EmbeddedPostgresProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
