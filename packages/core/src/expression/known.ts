import { Environment } from '@marcbachmann/cel-js';

const numbers = ['double', 'int'] as const;

/** What an expression may call, over numbers, with how many of them. */
const functions: Readonly<Record<string, { readonly counts: readonly number[]; readonly of: (...values: number[]) => number }>> =
  {
    abs: { counts: [1], of: Math.abs },
    max: { counts: [2, 3, 4], of: Math.max },
    mean: { counts: [2, 3, 4], of: (...values) => values.reduce((sum, value) => sum + value, 0) / values.length },
    min: { counts: [2, 3, 4], of: Math.min },
  };

export const functionNames: readonly string[] = Object.keys(functions);

/** The function of that name, null when an expression may not call it. */
export const functionOf = (name: string): ((...values: number[]) => number) | null => functions[name]?.of ?? null;

/** Numbers are numbers here: whole ones and others go together, which CEL itself refuses. */
const mixed: Readonly<Record<string, (left: number | bigint, right: number | bigint) => number | boolean>> = {
  '+': (left, right) => Number(left) + Number(right),
  '-': (left, right) => Number(left) - Number(right),
  '*': (left, right) => Number(left) * Number(right),
  '/': (left, right) => Number(left) / Number(right),
  '==': (left, right) => Number(left) === Number(right),
};

function signatures(count: number): readonly string[] {
  return count === 0 ? [''] : signatures(count - 1).flatMap((rest) => numbers.map((one) => (rest ? `${rest}, ${one}` : one)));
}

function createKnown(): Environment {
  const known = new Environment({
    unlistedVariablesAreDyn: false,
    limits: { maxAstNodes: 100, maxDepth: 24, maxListElements: 32, maxMapEntries: 0, maxCallArguments: 4 },
  });
  for (const [operator, of] of Object.entries(mixed)) {
    known.registerOperator(`double ${operator} int`, of);
    // An equality brings its mirror image and its contrary along.
    if (operator !== '==') known.registerOperator(`int ${operator} double`, of);
  }
  for (const [name, { counts, of }] of Object.entries(functions)) {
    const handler = (...values: (number | bigint)[]) => of(...values.map(Number));
    for (const count of counts) {
      for (const signature of signatures(count)) known.registerFunction(`${name}(${signature}): double`, handler);
    }
  }
  return known;
}

const known = createKnown();

/** Parser and type checker that knows these variables, all of them numbers. Throws for a name that CEL keeps for itself. */
export function environmentFor(names: readonly string[]): Environment {
  const environment = known.clone();
  for (const name of names) environment.registerVariable(name, 'double');
  return environment;
}
