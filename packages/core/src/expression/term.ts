import { type ASTNode, serialize } from '@marcbachmann/cel-js';
import { functionOf } from './known.ts';

/** A compiled expression: run it with `evaluate`. `names` are the variables it uses. */
export interface Program {
  readonly names: ReadonlySet<string>;
  readonly term: Term;
}

/**
 * True, false, or null: it cannot be said from what is known. `fault` is the part that gave no number (a division by zero, an overflow);
 * null with a null answer: a value is missing.
 */
export interface Answer {
  readonly holds: boolean | null;
  readonly fault: string | null;
}

/** `known` gives the value of a variable by its place among the names; null where it is not known. */
export interface Scope {
  readonly known: (index: number) => number | null;
  fault: ASTNode | null;
}
type Value = number | boolean | null;
export type Term = (scope: Scope) => Value;

/**
 * The answer with these values, null for one that is not known. As in CEL, what is known may decide: `a || b` is true when one of them is,
 * whatever the other would have said. All else that lacks a value stays undecided. Never throws.
 */
export function evaluate({ term }: Program, known: Scope['known']): Answer {
  const scope: Scope = { known, fault: null };
  const holds = term(scope);
  if (typeof holds === 'boolean') return { holds, fault: null };
  const { fault } = scope;
  return { holds: null, fault: fault === null ? null : serialize(fault) };
}

/** What a node of a checked expression says. Throws for a node that `compileExpression` lets nobody use. */
export function termOf(node: ASTNode, names: readonly string[]): Term {
  const under = (part: ASTNode) => termOf(part, names);
  switch (node.op) {
    case 'value':
      return constant(node.args);
    case 'id':
      return variable(names.indexOf(node.args));
    case 'call':
      return called(node, functionOf(node.args[0]), node.args[1].map(under));
    case '-_':
      return called(node, (value = 0) => -value, [under(node.args)]);
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(node, under(node.args[0]), under(node.args[1]));
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case '!=':
      return comparison(node.op, under(node.args[0]), under(node.args[1]));
    case '&&':
      return junction(false, under(node.args[0]), under(node.args[1]));
    case '||':
      return junction(true, under(node.args[0]), under(node.args[1]));
    case '!_':
      return contrary(under(node.args));
    case '?:':
      return choice(under(node.args[0]), under(node.args[1]), under(node.args[2]));
    default:
      throw new Error(`an expression cannot use ${node.op}`);
  }
}

function constant(value: unknown): Term {
  const constantly = typeof value === 'boolean' ? value : Number(value);
  return () => constantly;
}

const variable =
  (index: number): Term =>
  (scope) =>
    scope.known(index);

/** One that is no number (0 / 0) or too large is a fault, not a value. */
function finite(result: number, scope: Scope, node: ASTNode): number | null {
  if (Number.isFinite(result)) return result;
  scope.fault ??= node;
  return null;
}

function called(node: ASTNode, of: ((...values: number[]) => number) | null, terms: readonly Term[]): Term {
  if (of === null) throw new Error('an expression calls a function that is not there');
  return (scope) => {
    const values: number[] = [];
    for (const term of terms) {
      const value = term(scope);
      if (value === null) return null;
      values.push(Number(value));
    }
    return finite(of(...values), scope, node);
  };
}

function arithmetic(node: ASTNode & { readonly op: '+' | '-' | '*' | '/' }, left: Term, right: Term): Term {
  const { op } = node;
  return (scope) => {
    const [one, other] = [left(scope), right(scope)];
    if (one === null || other === null) return null;
    return finite(computed(op, Number(one), Number(other)), scope, node);
  };
}

function computed(op: '+' | '-' | '*' | '/', one: number, other: number): number {
  if (op === '+') return one + other;
  if (op === '-') return one - other;
  return op === '*' ? one * other : one / other;
}

type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

function comparison(op: Comparison, left: Term, right: Term): Term {
  return (scope) => {
    const [one, other] = [left(scope), right(scope)];
    return one === null || other === null ? null : compared(op, one, other);
  };
}

function compared(op: Comparison, one: number | boolean, other: number | boolean): boolean {
  switch (op) {
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    case '>=':
      return one >= other;
    case '==':
      return one === other;
    case '!=':
      return one !== other;
  }
}

/** `decides` is the word that settles it alone: true for or, false for and. */
function junction(decides: boolean, left: Term, right: Term): Term {
  return (scope) => {
    const one = left(scope);
    if (one === decides) return decides;
    const other = right(scope);
    if (other === decides) return decides;
    return one === null || other === null ? null : !decides;
  };
}

const contrary =
  (term: Term): Term =>
  (scope) => {
    const value = term(scope);
    return value === null ? null : !value;
  };

function choice(condition: Term, yes: Term, no: Term): Term {
  return (scope) => {
    const value = condition(scope);
    return value === null ? null : value ? yes(scope) : no(scope);
  };
}
