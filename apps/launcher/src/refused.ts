/** Exit codes of every command; scripts rely on them. */
export const exitCode = {
  ok: 0,
  /** Something that should work did not. */
  failure: 1,
  /** The words on the command line are wrong. */
  usage: 2,
  /** Understood and refused: name taken, not found, file invalid. */
  refused: 3,
  notRunning: 4,
  /** A second copy, or what was asked for is taken. */
  busy: 5,
  interrupted: 130,
} as const;

/** A refusal that ends the command: one sentence with its remedy, shown without a stack. Caught once, in main. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly exitCode: number;

  constructor(sentence: string, code: number = exitCode.refused) {
    super(sentence);
    this.exitCode = code;
  }
}
