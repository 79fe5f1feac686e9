import { MINUTE, SECOND, type Setting, type Step } from './step.ts';

/** People look in now and then: they acknowledge, reset, and change a rule. */
export function planPeople({ chance, from, to }: Setting): readonly Step[] {
  const steps: Step[] = [];
  let at = from;
  while (at < to) {
    at += chance.between(1, 240) * MINUTE + chance.between(0, 59) * SECOND;
    const luck = chance.next();
    if (luck < 0.06) steps.push({ kind: 'put-rule', at, change: chance.between(0, 1_000_000) });
    else steps.push({ kind: luck < 0.65 ? 'acknowledge' : 'reset', at });
  }
  return steps;
}
