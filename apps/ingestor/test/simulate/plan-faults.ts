import { HOUR, MINUTE, SECOND, type Setting, type Step } from './step.ts';

/** Deaths, take-overs and lost connections of our own, one after the other, a few hours to two days apart. */
export function planFaults({ chance, from, to }: Setting): readonly Step[] {
  const steps: Step[] = [];
  let at = from + chance.between(1, 6) * HOUR;
  while (at < to) {
    const luck = chance.next();
    const seconds = chance.oneOf([1, 5, 30, 120, 600, 1_800, 7_200]);
    if (luck < 0.5) {
      steps.push({ kind: 'die', at, where: chance.oneOf(['idle', 'before-commit', 'after-commit']), downSeconds: seconds });
    } else if (luck < 0.7) steps.push({ kind: 'take-over', at, where: chance.oneOf(['idle', 'before-commit']) });
    else steps.push({ kind: 'lose-broker', at, forSeconds: seconds, isSessionLost: chance.isLuck(0.4) });
    at += seconds * SECOND + chance.between(10, 1_800) * MINUTE + chance.between(0, 59) * SECOND;
  }
  return steps;
}
