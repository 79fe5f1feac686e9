import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from './compile.ts';
import { environmentFor } from './known.ts';
import { type ExpressionProblem, expressionProblemWords, MAX_LENGTH } from './problem.ts';
import { evaluate, type Program } from './term.ts';

const names = ['value', 'a', 'b'];

function compiled(text: string): Program {
  const program = compileExpression(text, names);
  if (!program.ok) throw new Error(expressionProblemWords(program.error, names).en);
  return program.value;
}

const answer = (text: string, known: Readonly<Record<string, number>>) =>
  evaluate(compiled(text), (index) => known[names[index] ?? ''] ?? null);

function refused(text: string): ExpressionProblem {
  const program = compileExpression(text, names);
  if (program.ok) throw new Error(`accepted: ${text}`);
  return program.error;
}

describe('an expression', () => {
  it.each([
    ['value > 27', { value: 27.1 }, true],
    ['value > 27.0 && a <= 5', { value: 28, a: 6 }, false],
    ['value - a > 3 + 0.5', { value: 10, a: 6 }, true],
    ['1 / 2 < value', { value: 0.4 }, false],
    ['value * 1.8 + 32 > 80', { value: 27 }, true],
    ['value == 3', { value: 3 }, true],
    ['3 != value', { value: 3 }, false],
    ['!(value > 3) || value < -(-1)', { value: 5 }, false],
    ['max(value, a, 3) - min(a, b) > mean(1, 2.0)', { value: 1, a: 4, b: 2 }, true],
    ['abs(-3 + value) >= 2', { value: 1 }, true],
    ['a > 1 ? value > 10 : value > 20', { a: 0, value: 15 }, false],
    ['value > (a > 1 ? 10.0 : 20.0)', { a: 2, value: 15 }, true],
    ['(value > 1) == (a > 1)', { value: 0, a: 0 }, true],
    ['value > 1 // written at night', { value: 2 }, true],
  ])('%s', (text, known, holds) => {
    expect(answer(text, known)).toEqual({ holds, fault: null });
  });

  it.each([
    ['value > a', { value: 1 }],
    ['value > 3 && a > 3', { value: 4 }],
    ['value > 3 || a > 3', { value: 2 }],
    ['a > 1 ? true : value > 0', { value: 1 }],
    ['!(a > 1)', {}],
  ])('%s stays undecided while a value is missing', (text, known) => {
    expect(answer(text, known)).toEqual({ holds: null, fault: null });
  });

  it.each([
    ['value > 3 || a > 3', { value: 4 }, true],
    ['a > 3 || value > 3', { value: 4 }, true],
    ['a > 3 && value > 3', { value: 2 }, false],
    ['value > 3 && a / b > 3', { value: 2, a: 1, b: 0 }, false],
  ])('%s is decided by what is known', (text, known, holds) => {
    expect(answer(text, known)).toEqual({ holds, fault: null });
  });

  it.each([
    ['value / a > 3', { value: 1, a: 0 }, 'value / a'],
    ['(value) > 3 && (a - a) / (b - b) < 1', { value: 4, a: 1, b: 1 }, '(a - a) / (b - b)'],
    ['value * value + 1 > 3', { value: 1e200 }, 'value * value'],
    ['mean(a, b) > 3', { a: 1.5e308, b: 1.5e308 }, 'mean(a, b)'],
  ])('%s gives no number, and says where', (text, known, fault) => {
    expect(answer(text, known)).toEqual({ holds: null, fault });
  });
});

describe('an expression is refused', () => {
  it.each([
    ['value = 3', { kind: 'unreadable', at: 6 }],
    ['value > 3 and a > 3', { kind: 'unreadable', at: 10 }],
    ['value > 3,5', { kind: 'unreadable', at: 9 }],
    ['value > ', { kind: 'unreadable', at: 8 }],
    ['', { kind: 'unreadable', at: 0 }],
    ['value > 1e999', { kind: 'unreadable', at: 8 }],
    ['valeu > 3', { kind: 'unknown-name', at: 0, text: 'valeu' }],
    ['value > int', { kind: 'unknown-name', at: 8 }],
    ['value > true', { kind: 'does-not-fit', at: 0 }],
    ['value && a > 1', { kind: 'does-not-fit' }],
    ['abs(value, a) > 1', { kind: 'does-not-fit', at: 0 }],
    ['value % 2 == 0', { kind: 'not-allowed' }],
    ['value + 3', { kind: 'gives-no-answer' }],
    ['1 < 2', { kind: 'names-nothing' }],
    ['true', { kind: 'names-nothing' }],
    ['"a" < "b" || value > 1', { kind: 'not-allowed', text: '"a"' }],
    ['value > 3u', { kind: 'not-allowed', text: '3u' }],
    ['size("abc") > 2 || value > 1', { kind: 'not-allowed' }],
    ['value > 1 || "aaaa".matches("(a+)+$")', { kind: 'not-allowed' }],
    ['value in [1.0, 2.0]', { kind: 'not-allowed' }],
    ['[1, 2].all(x, x > 0) && value > 1', { kind: 'unknown-name' }],
    ['has(value.x) || value > 1', { kind: 'not-allowed' }],
    ['dyn(value) > 3', { kind: 'not-allowed' }],
    ['timestamp(0) < timestamp(1) || value > 1', { kind: 'not-allowed' }],
    ['value.constructor == value', { kind: 'not-allowed' }],
    ['value["constructor"] == value', { kind: 'not-allowed' }],
    ['{"a": value}.a > 1.0', { kind: 'too-much' }],
    ['__proto__ > 1', { kind: 'unreadable' }],
    ['constructor(value) > 1', { kind: 'not-allowed' }],
  ])('%s', (text, problem) => {
    expect(refused(text)).toMatchObject(problem);
  });

  it.each([
    ['brackets in each other', `${'('.repeat(200)}value > 1${')'.repeat(200)}`],
    ['signs in a row', `${'!'.repeat(400)}(value > 1)`],
    ['minus signs in a row', `${'- '.repeat(200)}value > 1`],
    ['a long sum', `value${'+1'.repeat(200)} > 1`],
    ['calls in each other', `${'abs('.repeat(100)}value${')'.repeat(100)} > 1`],
    ['choices in each other', `${'value > 1 ? '.repeat(40)}true`],
    ['more characters than anybody reads', `value > 1 || ${' '.repeat(MAX_LENGTH)}value > 2`],
  ])('by its size: %s', (_, text) => {
    expect(['too-much', 'unreadable']).toContain(refused(text).kind);
  });

  it('whatever is written, it is an expression or a problem in words of both languages, never a throw', () => {
    const pieces = [
      'value',
      'a',
      'x',
      '(',
      ')',
      '>',
      '==',
      '&&',
      '||',
      '!',
      '-',
      '/',
      '?',
      ':',
      '1',
      '2.5',
      '"t"',
      '[',
      ']',
      '.',
      ',',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom(...pieces)).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const program = compileExpression(written, names);
        if (program.ok) expect([true, false, null]).toContain(evaluate(program.value, () => 1).holds);
        else {
          const words = expressionProblemWords(program.error, names);
          expect(words.en).toMatch(/Known: value, a, b, abs\(\), max\(\), mean\(\), min\(\)\. Example: value > a \+ 5$/);
          expect(words.nl).toMatch(/Bekend: .* Voorbeeld: /);
        }
      }),
      { numRuns: 500 },
    );
  });
});

const number = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('value', 'a', 'b', '1.5', '20.0', '-3.0'),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number')).map(([left, by, right]) => `(${left} ${by} ${right})`),
    fc.tuple(fc.constantFrom('max', 'min', 'mean'), tie('number'), tie('number')).map(([of, x, y]) => `${of}(${x}, ${y})`),
  ),
})).number;
const condition = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(number, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), number)
      .map(([left, by, right]) => `${left} ${by} ${right}`),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([left, by, right]) => `(${left}) ${by} (${right})`),
    tie('condition').map((one) => `!(${one})`),
  ),
})).condition;
const values = fc.record({
  value: fc.integer({ min: -5, max: 40 }),
  a: fc.integer({ min: -5, max: 40 }),
  b: fc.double({ min: -9, max: 9, noNaN: true }),
});

describe('the answer of an expression', () => {
  it('is that of CEL where every value is known', () => {
    let checked = 0;
    fc.assert(
      fc.property(condition, values, (text, known) => {
        const program = compileExpression(text, names);
        if (!program.ok) return;
        checked += 1;
        const { holds } = evaluate(program.value, (index) => known[names[index] as keyof typeof known]);
        expect(holds).toBe(environmentFor(names).parse(text)(known));
      }),
      { numRuns: 300 },
    );
    expect(checked).toBeGreaterThan(150);
  });

  it('does not change when more becomes known', () => {
    fc.assert(
      fc.property(condition, values, fc.subarray(names), (text, known, missing) => {
        const program = compileExpression(text, names);
        if (!program.ok) return;
        const whole = evaluate(program.value, (index) => known[names[index] as keyof typeof known]).holds;
        const partly = evaluate(program.value, (index) =>
          missing.includes(names[index] ?? '') ? null : known[names[index] as keyof typeof known],
        ).holds;
        if (partly !== null) expect(partly).toBe(whole);
      }),
      { numRuns: 300 },
    );
  });
});
