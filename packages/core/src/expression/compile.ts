import { type ASTNode, type ParseError, type ParseResult, serialize } from '@marcbachmann/cel-js';
import { ok, type Result, refuse } from '../result.ts';
import { environmentFor, functionOf } from './known.ts';
import { type ExpressionProblem, MAX_LENGTH } from './problem.ts';
import { type Program, termOf } from './term.ts';

const operators = new Set<string>(['+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=', '&&', '||', '!_', '-_', '?:']);

/**
 * Compiles CEL over numbers, or says why it cannot be used. `names` are the variables there are. CEL reads it and checks its types; only what
 * works on numbers and answers is let through, nothing that loops, so that the work is bounded by the length. Never throws.
 */
export function compileExpression(text: string, names: readonly string[]): Result<Program, ExpressionProblem> {
  if (text.length > MAX_LENGTH) return refuse({ kind: 'too-much' });
  const parsed = parse(text, names);
  if (!parsed.ok) return parsed;
  const { ast } = parsed.value;
  const nodes = nodesUnder(ast);
  const unknown = nodes.find((node) => node.op === 'id' && !names.includes(node.args));
  if (unknown) return refuse({ kind: 'unknown-name', ...excerpt(unknown) });
  const foreign = nodes.find((node) => !isAllowed(node));
  if (foreign) return refuse({ kind: 'not-allowed', ...excerpt(foreign) });
  const checked = parsed.value.check();
  if (!checked.valid) return refuse({ kind: 'does-not-fit', ...excerpt(isNode(checked.error?.node) ? checked.error.node : ast) });
  if (checked.type !== 'bool') return refuse({ kind: 'gives-no-answer' });
  const used = new Set(nodes.flatMap((node) => (node.op === 'id' ? [node.args] : [])));
  if (used.size === 0) return refuse({ kind: 'names-nothing' });
  return ok({ names: used, term: termOf(ast, names) });
}

function parse(text: string, names: readonly string[]): Result<ParseResult, ExpressionProblem> {
  try {
    return ok(environmentFor(names).parse(text));
  } catch (error) {
    if (!isParseError(error)) throw error;
    if (error.code === 'limit_exceeded') return refuse({ kind: 'too-much' });
    const at = error.range?.start ?? 0;
    return refuse({ kind: 'unreadable', at, text: text.slice(at) });
  }
}

const isParseError = (error: unknown): error is ParseError => error instanceof Error && error.name === 'ParseError';

const excerpt = (node: ASTNode) => ({ at: node.start, text: serialize(node) });

function isAllowed(node: ASTNode): boolean {
  if (node.op === 'id') return true;
  if (node.op === 'value') return ['number', 'bigint', 'boolean'].includes(typeof node.args);
  if (node.op === 'call') return functionOf(node.args[0]) !== null;
  return operators.has(node.op);
}

/** The node and all below it, as they stand in the text; depth is bounded by the parser. */
function nodesUnder(node: ASTNode): readonly ASTNode[] {
  return [node, ...childrenOf(node.args).flatMap(nodesUnder)];
}

function childrenOf(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return isNode(args) ? [args] : [];
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
