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

export interface Scope {
  readonly known: (name: string) => number | null;
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

type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';
const comparisons: Readonly<Record<Comparison, (left: number | boolean, right: number | boolean) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

type Arithmetic = '+' | '-' | '*' | '/';
const arithmetic: Readonly<Record<Arithmetic, (...values: number[]) => number>> = {
  '+': (left = 0, right = 0) => left + right,
  '-': (left = 0, right = 0) => left - right,
  '*': (left = 0, right = 0) => left * right,
  '/': (left = 0, right = 1) => left / right,
};

/** What a node of a checked expression says. Throws for a node that `compileExpression` lets nobody use. */
export function termOf(node: ASTNode): Term {
  switch (node.op) {
    case 'value':
      return constant(node.args);
    case 'id':
      return (scope) => scope.known(node.args);
    case 'call':
      return number(node, functionOf(node.args[0]), node.args[1]);
    case '-_':
      return number(node, (value = 0) => -value, [node.args]);
    case '+':
    case '-':
    case '*':
    case '/':
      return number(node, arithmetic[node.op], node.args);
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case '!=':
      return comparison(comparisons[node.op], node.args);
    case '&&':
      return junction(false, node.args);
    case '||':
      return junction(true, node.args);
    case '!_':
      return contrary(termOf(node.args));
    case '?:':
      return choice(node.args);
    default:
      throw new Error(`an expression cannot use ${node.op}`);
  }
}

function constant(value: unknown): Term {
  const constantly = typeof value === 'boolean' ? value : Number(value);
  return () => constantly;
}

/** A number made of numbers. One that is none (0 / 0) or too large is a fault, not a value. */
function number(node: ASTNode, of: ((...values: number[]) => number) | null, parts: readonly ASTNode[]): Term {
  if (of === null) throw new Error('an expression calls a function that is not there');
  const terms = parts.map(termOf);
  return (scope) => {
    const values: number[] = [];
    for (const term of terms) {
      const value = term(scope);
      if (value === null) return null;
      values.push(Number(value));
    }
    const result = of(...values);
    if (Number.isFinite(result)) return result;
    scope.fault ??= node;
    return null;
  };
}

function comparison(of: (left: number | boolean, right: number | boolean) => boolean, parts: readonly [ASTNode, ASTNode]): Term {
  const [left, right] = [termOf(parts[0]), termOf(parts[1])];
  return (scope) => {
    const [one, other] = [left(scope), right(scope)];
    return one === null || other === null ? null : of(one, other);
  };
}

/** `decides` is the word that settles it alone: true for or, false for and. */
function junction(decides: boolean, parts: readonly [ASTNode, ASTNode]): Term {
  const [left, right] = [termOf(parts[0]), termOf(parts[1])];
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

function choice(parts: readonly [ASTNode, ASTNode, ASTNode]): Term {
  const [condition, yes, no] = [termOf(parts[0]), termOf(parts[1]), termOf(parts[2])];
  return (scope) => {
    const value = condition(scope);
    return value === null ? null : value ? yes(scope) : no(scope);
  };
}
