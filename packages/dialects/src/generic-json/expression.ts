import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { ok, type Result, refuse } from '@wachter/core';

/** A compiled expression. Never throws; a failure says why. */
export type Expression = (variables: { readonly payload: unknown; readonly topic: unknown }) => Result<unknown, string>;

/**
 * Functions an expression may use. Deliberately absent: `matches` (backtracking regular expressions) and everything that loops
 * (`map`, `filter`, `all`, `exists`), so that the work is bounded by the length of the expression times that of the payload.
 */
const ALLOWED = new Set(
  'double int uint string bool size has contains startsWith endsWith trim lowerAscii upperAscii indexOf substring'.split(' '),
);
const MAX_LENGTH = 500;

const environment = new Environment({
  unlistedVariablesAreDyn: false,
  limits: { maxAstNodes: 100, maxDepth: 24, maxListElements: 32, maxMapEntries: 0, maxCallArguments: 4 },
})
  .registerVariable('payload', 'dyn')
  .registerVariable('topic', 'dyn');

/** Compiles CEL over `payload` (the JSON) and `topic` (the captures), or says why it cannot be used. */
export function compileExpression(text: string): Result<Expression, string> {
  if (text.length > MAX_LENGTH) return refuse(`An expression has at most ${MAX_LENGTH} characters`);
  try {
    const run = environment.parse(text);
    const forbidden = callsOf(run.ast).find((name) => !ALLOWED.has(name));
    if (forbidden !== undefined) return refuse(`${forbidden}() is not allowed in an expression`);
    const checked = run.check();
    if (!checked.valid) return refuse(firstLine(checked.error));
    return ok((variables) => {
      try {
        const value: unknown = run(variables);
        return ok(typeof value === 'bigint' ? Number(value) : value);
      } catch (error) {
        return refuse(firstLine(error));
      }
    });
  } catch (error) {
    return refuse(firstLine(error));
  }
}

/** Names of all functions and methods called anywhere below; depth is bounded by the parser. */
function callsOf(node: ASTNode): readonly string[] {
  const own = node.op === 'call' || node.op === 'rcall' ? [node.args[0]] : [];
  return [...own, ...childrenOf(node.args).flatMap(callsOf)];
}

function childrenOf(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return isNode(args) ? [args] : [];
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : 'The expression failed').split('\n', 1).join('').slice(0, 200);
