import { z } from 'zod';
import { compileExpression } from '../../expression/compile.ts';
import { functionNames } from '../../expression/known.ts';
import { expressionProblemWords, MAX_LENGTH } from '../../expression/problem.ts';
import { type Answer, evaluate, type Program } from '../../expression/term.ts';
import type { Words } from '../../quantity/define.ts';
import { saying } from '../../saying.ts';
import { defineRule } from '../define-rule.ts';
import {
  type Combination,
  type Combined,
  combinedDueAt,
  overall,
  speaking,
  speakingNow,
  startCombined,
  stepCombined,
  stepCombinedOther,
  Tag,
  type Together,
} from './combined.ts';

/** Name of the own value in an expression. */
const OWN = 'value';
const MOST_INPUTS = 8;
const NAME = /^[a-zA-Z]\w{0,30}$/;
const reserved = new Set([
  ...[OWN, ...functionNames, 'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if'],
  ...['import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while', 'bool', 'bytes', 'double', 'dyn', 'int'],
  ...['list', 'map', 'null_type', 'string', 'type', 'uint', 'google', 'optional', 'optional_type'],
]);

/**
 * An alarm while a CEL expression over the own `value` and the values of other points, each under a name of its own, is true. All of them are
 * numbers in the unit of their quantity; a state is its code.
 */
export const ExpressionParams = z
  .strictObject({
    expression: z.string().min(1).max(MAX_LENGTH).meta({ format: 'expression' }),
    inputs: z.record(z.string(), Tag).default({}),
    level: z.enum(['warning', 'critical']).default('critical'),
    dwellSeconds: z.number().min(0).max(86_400).default(0),
    holdOffSeconds: z.number().min(0).max(86_400).default(0),
  })
  .superRefine(({ expression, inputs }, context) => {
    const say = (words: Words, ...path: string[]) => context.addIssue({ code: 'custom', ...saying(words, ...path) });
    const names = Object.keys(inputs);
    const wrong = names.find((name) => !NAME.test(name) || reserved.has(name));
    if (wrong !== undefined) return say(cannotBeAName(wrong), 'inputs');
    if (names.length > MOST_INPUTS) return say(tooMany, 'inputs');
    if (new Set(Object.values(inputs)).size < names.length) return say(twice, 'inputs');
    const program = compileExpression(expression, [OWN, ...names]);
    if (!program.ok) return say(expressionProblemWords(program.error, [OWN, ...names]), 'expression');
    const idle = names.find((name) => !program.value.names.has(name));
    if (idle !== undefined) say(isNotUsed(idle), 'inputs');
  });
export type ExpressionParams = z.output<typeof ExpressionParams>;

const tooMany: Words = {
  en: `an expression has at most ${MOST_INPUTS} inputs`,
  nl: `een expressie heeft ten hoogste ${MOST_INPUTS} ingangen`,
};
const twice: Words = { en: 'each point is named once', nl: 'elk punt wordt één keer genoemd' };
const cannotBeAName = (name: string): Words => ({
  en: `“${name}” cannot be a name: letters, digits and _ only, a letter first, and no word of the language. Example: supply`,
  nl: `“${name}” kan geen naam zijn: alleen letters, cijfers en _, een letter voorop, en geen woord van de taal. Voorbeeld: supply`,
});
const isNotUsed = (name: string): Words => ({
  en: `“${name}” is not used in the expression: take it away, or use it`,
  nl: `“${name}” wordt niet gebruikt in de expressie: haal het weg, of gebruik het`,
});

const programs = new WeakMap<ExpressionParams, Program>();

/** Compiled once for the parameters of a run. Throws only where the schema has not checked them. */
function programOf(params: ExpressionParams): Program {
  const known = programs.get(params);
  if (known) return known;
  const program = compileExpression(params.expression, [OWN, ...Object.keys(params.inputs)]);
  if (!program.ok) throw new Error(expressionProblemWords(program.error, [OWN]).en);
  programs.set(params, program.value);
  return program.value;
}

/** The own value is the first variable, then the inputs in their order. */
const answerOf = (program: Program, { own, others, at }: Combined): Answer =>
  evaluate(program, (index) => speaking(index === 0 ? own : others[index - 1], at)?.value ?? null);

type Held = Together & { readonly holds: boolean };

function condition(params: ExpressionParams): Combination<Held> {
  const program = programOf(params);
  return {
    tags: Object.values(params.inputs),
    together: (memory) => {
      const { holds } = answerOf(program, memory);
      const samples = speakingNow(memory);
      if (holds === null || samples.length === 0) return null;
      return { holds, value: speaking(memory.own, memory.at)?.value ?? null, ...overall(samples) };
    },
    judge: (_, { holds }) => (holds ? 'breach' : 'inside'),
  };
}

/**
 * A user's own expression. `value` of the condition is the own value, null while that is not known. What lacks a value, and what gives no
 * number, neither raises nor clears.
 */
export const expression = defineRule<ExpressionParams, Combined>({
  id: 'expression',
  name: { en: 'Own expression', nl: 'Eigen expressie' },
  watches: 'point',
  params: ExpressionParams,
  start: (params, context) => {
    const delays = { delayMs: params.dwellSeconds * 1000, holdOffMs: params.holdOffSeconds * 1000 };
    const definition = { level: params.level, limit: null, direction: 'expression', ...delays };
    return startCombined([definition], condition(params), context);
  },
  step: stepCombined,
  inputs: (params) => Object.values(params.inputs),
  stepOther: stepCombinedOther,
  faultOf: (memory, params) => answerOf(programOf(params), memory).fault,
  dueAt: combinedDueAt,
  windowSeconds: (params) => params.dwellSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'warm air though the fan already runs at full speed',
      params: {
        expression: 'value > 27 && fan >= 95',
        inputs: { fan: 'crac/fan' },
        level: 'critical',
        dwellSeconds: 60,
        holdOffSeconds: 0,
      },
      input: [
        [0, 28],
        [0, 60, 'crac/fan'],
        [60, 100, 'crac/fan'],
        [90, 28],
        [120, 28],
        [150, 26.5],
      ],
      expect: [
        [120, 'critical'],
        [150, 'clear'],
      ],
    },
    {
      name: 'what is known may decide; what is missing does not clear',
      params: {
        expression: 'value > 30 || supply > 20',
        inputs: { supply: 'hall/supply' },
        level: 'warning',
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 31],
        [10, 25],
        [20, 'bad', 'hall/supply'],
        [30, 25],
        [40, 18, 'hall/supply'],
      ],
      expect: [
        [0, 'warning'],
        [40, 'clear'],
      ],
    },
    {
      name: 'a division by zero neither raises nor clears',
      params: {
        expression: 'value / flow > 2',
        inputs: { flow: 'pump/flow' },
        level: 'critical',
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 10, 'pump/flow'],
        [0, 30],
        [10, 0, 'pump/flow'],
        [20, 0],
        [30, 20, 'pump/flow'],
      ],
      expect: [
        [0, 'critical'],
        [30, 'clear'],
      ],
    },
    {
      name: 'the own value alone, with a function and a hold-off',
      params: { expression: 'abs(value - 22) > 3', inputs: {}, level: 'warning', dwellSeconds: 0, holdOffSeconds: 30 },
      input: [
        [0, 18],
        [10, 22],
        [20, 'bad'],
        [60, 'tick'],
        [70, 22],
        [100, 'tick'],
      ],
      expect: [
        [0, 'warning'],
        [70, 'clear'],
      ],
    },
  ],
});
