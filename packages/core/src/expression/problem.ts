import type { Words } from '../quantity/define.ts';
import { functionNames } from './known.ts';

export const MAX_LENGTH = 500;
export const MAX_NODES = 100;
export const MAX_DEPTH = 24;

/** Why an expression cannot be used. `at` is the first character it is about, from zero, `text` what stands there. */
export type ExpressionProblem =
  | { readonly kind: 'too-much' }
  | { readonly kind: 'unreadable' | 'unknown-name' | 'does-not-fit' | 'not-allowed'; readonly at: number; readonly text: string }
  | { readonly kind: 'gives-no-answer' }
  | { readonly kind: 'names-nothing' };

const place = ({ at, text }: { readonly at: number; readonly text: string }): Words => {
  const near = text.trim() === '' ? '' : `, “${text.trim().slice(0, 40)}”`;
  return { en: `(character ${at + 1}${near})`, nl: `(teken ${at + 1}${near})` };
};

function whatIsWrong(problem: ExpressionProblem): Words {
  switch (problem.kind) {
    case 'too-much':
      return {
        en: `Too long or too deep: at most ${MAX_LENGTH} characters, ${MAX_NODES} parts, ${MAX_DEPTH} brackets in each other.`,
        nl: `Te lang of te diep: ten hoogste ${MAX_LENGTH} tekens, ${MAX_NODES} delen, ${MAX_DEPTH} haakjes in elkaar.`,
      };
    case 'unreadable':
      return {
        en: `Cannot be read ${place(problem).en}. Write == for equals, && for and, || for or, ! for not, and 3.5 with a point.`,
        nl: `Niet te lezen ${place(problem).nl}. Schrijf == voor gelijk, && voor en, || voor of, ! voor niet, en 3.5 met een punt.`,
      };
    case 'unknown-name':
      return { en: `An unknown name ${place(problem).en}.`, nl: `Een onbekende naam ${place(problem).nl}.` };
    case 'does-not-fit':
      return {
        en: `Does not go together ${place(problem).en}: compare numbers with numbers, and join only what is true or false.`,
        nl: `Past niet bij elkaar ${place(problem).nl}: vergelijk getallen met getallen, en verbind alleen wat waar of onwaar is.`,
      };
    case 'not-allowed':
      return { en: `Cannot be used here ${place(problem).en}.`, nl: `Kan hier niet worden gebruikt ${place(problem).nl}.` };
    case 'gives-no-answer':
      return {
        en: 'Gives a number, not true or false: end with a comparison.',
        nl: 'Geeft een getal, niet waar of onwaar: eindig met een vergelijking.',
      };
    case 'names-nothing':
      return {
        en: 'Always gives the same: it names neither value nor an input.',
        nl: 'Geeft altijd hetzelfde: het noemt geen value en geen ingang.',
      };
  }
}

/** What is wrong, what may be named, and an example. */
export function expressionProblemWords(problem: ExpressionProblem, names: readonly string[]): Words {
  const wrong = whatIsWrong(problem);
  const known = [...names, ...functionNames.map((name) => `${name}()`)].join(', ');
  const example = `value > ${names.find((name) => name !== 'value') ?? '20'} + 5`;
  return { en: `${wrong.en} Known: ${known}. Example: ${example}`, nl: `${wrong.nl} Bekend: ${known}. Voorbeeld: ${example}` };
}
