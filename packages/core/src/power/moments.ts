import type { Words } from '../quantity/define.ts';
import type { SetPhase, SwitchPhase } from './phase.ts';
import type { Course, RunFacts } from './run.ts';
import type { Span } from './span.ts';
import type { UpsPhase } from './ups-status.ts';

/** What can happen in a run, in the order in which it does where two things share a sample. */
const kinds = [
  'mains-lost',
  'ups-test',
  'ups-on-battery',
  'cranking',
  'pause',
  'run-up',
  'rated',
  'switch-opens',
  'switch-fault',
  'switch-on-generator',
  'on-load',
  'ups-on-line',
  'ups-low',
  'ups-off',
  'mains-back',
  'switch-on-mains',
  'cool-down',
  'stopping',
  'shutdown',
  'ready',
] as const;
export type MomentKind = (typeof kinds)[number];

/** Something that happened to one thing, with its uncertainty. Not seen: it lies between two samples, and nothing else can have been. */
export interface Moment {
  readonly kind: MomentKind;
  readonly equipment: string;
  readonly span: Span;
  readonly isSeen: boolean;
}

const ofSwitch: Readonly<Record<SwitchPhase, MomentKind>> = {
  mains: 'switch-on-mains',
  open: 'switch-opens',
  generator: 'switch-on-generator',
  fault: 'switch-fault',
};
const ofUps: Readonly<Record<UpsPhase, MomentKind>> = {
  line: 'ups-on-line',
  battery: 'ups-on-battery',
  test: 'ups-test',
  low: 'ups-low',
  off: 'ups-off',
};
const ofMains = { good: 'mains-back', failed: 'mains-lost' } as const;
const ofSet: Readonly<Record<SetPhase, MomentKind>> = {
  ready: 'ready',
  cranking: 'cranking',
  pause: 'pause',
  'run-up': 'run-up',
  rated: 'rated',
  'on-load': 'on-load',
  'cool-down': 'cool-down',
  stopping: 'stopping',
  shutdown: 'shutdown',
};

/** Everything that happened in a run, oldest first: by the sample that showed it, and in the natural order within one instant. */
export function momentsOf(run: Pick<RunFacts, 'mains' | 'switches' | 'sets' | 'ups'>): readonly Moment[] {
  const all = [
    ...Object.entries(run.mains).flatMap(([id, course]) => momentsIn(id, course, ofMains)),
    ...Object.entries(run.switches).flatMap(([id, course]) => momentsIn(id, course, ofSwitch)),
    ...run.sets.flatMap(({ id, course }) => momentsIn(id, course, ofSet)),
    ...run.ups.flatMap(({ id, course }) => momentsIn(id, course, ofUps)),
  ];
  return all.toSorted((a, b) => a.span.by - b.span.by || kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

const momentsIn = <Phase extends string>(
  equipment: string,
  { marks }: Course<Phase>,
  kindOf: Readonly<Record<Phase, MomentKind>>,
): readonly Moment[] => marks.map(({ phase, span, isSeen }) => ({ kind: kindOf[phase], equipment, span, isSeen }));

export const momentWords: Readonly<Record<MomentKind, Words>> = {
  'mains-lost': { en: 'mains lost', nl: 'net weg' },
  'mains-back': { en: 'mains good again', nl: 'net weer goed' },
  'ups-test': { en: 'battery test begins', nl: 'accutest begint' },
  'ups-on-battery': { en: 'UPS on battery', nl: 'UPS op accu' },
  'ups-on-line': { en: 'UPS on line again', nl: 'UPS weer op net' },
  'ups-low': { en: 'UPS battery low', nl: 'UPS-accu bijna leeg' },
  'ups-off': { en: 'UPS output off', nl: 'UPS-uitgang uit' },
  cranking: { en: 'cranking', nl: 'startmotor draait' },
  pause: { en: 'pause between attempts', nl: 'pauze tussen startpogingen' },
  'run-up': { en: 'running up', nl: 'komt op toeren' },
  rated: { en: 'rated volts and hertz', nl: 'spanning en frequentie nominaal' },
  'switch-opens': { en: 'switch opens', nl: 'schakelaar opent' },
  'switch-on-generator': { en: 'switch on generator', nl: 'schakelaar op aggregaat' },
  'switch-on-mains': { en: 'switch on mains', nl: 'schakelaar op net' },
  'switch-fault': { en: 'switch reports a fault', nl: 'schakelaar meldt storing' },
  'on-load': { en: 'on load', nl: 'op belasting' },
  'cool-down': { en: 'load off, cooling down', nl: 'belasting af, koelt na' },
  stopping: { en: 'stopping', nl: 'stopt' },
  ready: { en: 'stands ready', nl: 'staat gereed' },
  shutdown: { en: 'shut down by protection', nl: 'afgeschakeld door beveiliging' },
};
