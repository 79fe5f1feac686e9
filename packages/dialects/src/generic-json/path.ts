import { ok, type Result, refuse } from '@wachter/core';
import { isObject, own } from '../payload/json.ts';

/** Keys and indexes from the root of a payload. `everyChild`: the path ended in `.*` and means each child of what it finds. */
export interface Path {
  readonly steps: readonly (string | number)[];
  readonly everyChild: boolean;
}

const INDEX = String.raw`\[(\d{1,6})\]|\["([^"\\]{1,100})"\]`;
const NAME = String.raw`([A-Za-z_$][\w$:@-]{0,99})`;
const FIRST_STEP = new RegExp(`${NAME}|${INDEX}`, 'y');
const NEXT_STEP = new RegExp(String.raw`\.${NAME}|${INDEX}`, 'y');
const MAX_STEPS = 16;

/** Reads `a.b[0]["key with.dots"].*`. No filters, no recursion, no code: a path finds one place, or the children of one place. */
export function parsePath(text: string): Result<Path, string> {
  const everyChild = text === '*' || text.endsWith('.*');
  const body = everyChild ? text.slice(0, Math.max(0, text.length - 2)) : text;
  const steps: (string | number)[] = [];
  let at = 0;
  while (at < body.length) {
    const pattern = at === 0 ? FIRST_STEP : NEXT_STEP;
    pattern.lastIndex = at;
    const match = pattern.exec(body);
    if (!match) {
      return refuse(`"${text.slice(0, 100)}" is no path: it stops making sense at character ${at + 1}`);
    }
    steps.push(match[2] === undefined ? (match[1] ?? match[3] ?? '') : Number(match[2]));
    at = pattern.lastIndex;
  }
  if (steps.length > MAX_STEPS) return refuse(`A path has at most ${MAX_STEPS} steps`);
  return steps.length === 0 && !everyChild ? refuse('A path cannot be empty') : ok({ steps, everyChild });
}

/** What is at the path; undefined where nothing is. Own properties only. */
export function find(root: unknown, { steps }: Path): unknown {
  let place = root;
  for (const step of steps) {
    if (typeof step === 'number') place = Array.isArray(place) ? place[step] : undefined;
    else place = isObject(place) ? own(place, step) : undefined;
  }
  return place;
}
