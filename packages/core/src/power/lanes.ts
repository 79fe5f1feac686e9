import type { Words } from '../quantity/define.ts';
import type { MainsPhase, SetPhase, SwitchPhase } from './phase.ts';
import type { Course, RunFacts } from './run.ts';
import type { Span } from './span.ts';
import type { UpsPhase } from './ups-status.ts';

/** How a stage is to be drawn: nothing goes on, it prepares, it carries, or it should not be. */
export type StageWeight = 'rest' | 'work' | 'load' | 'fault';

/** One stage of one thing. `from` null: it was so when the run began; `to` null: it is so still. */
export interface Stage {
  readonly words: Words;
  readonly weight: StageWeight;
  readonly from: Span | null;
  readonly to: Span | null;
  readonly isSeen: boolean;
}

/** What one piece of equipment went through. */
export interface Lane {
  readonly role: 'mains' | 'switch' | 'set' | 'ups';
  readonly equipment: string;
  readonly stages: readonly Stage[];
}

type Look<Phase extends string> = Readonly<Record<Phase, readonly [en: string, nl: string, weight: StageWeight]>>;

const mainsLook: Look<MainsPhase> = { good: ['mains good', 'net goed', 'rest'], failed: ['mains lost', 'net weg', 'fault'] };
const switchLook: Look<SwitchPhase> = {
  mains: ['on mains', 'op net', 'rest'],
  open: ['open', 'open', 'work'],
  generator: ['on generator', 'op aggregaat', 'load'],
  fault: ['fault', 'storing', 'fault'],
};
const setLook: Look<SetPhase> = {
  ready: ['ready', 'gereed', 'rest'],
  cranking: ['cranking', 'start', 'work'],
  pause: ['pause', 'pauze', 'fault'],
  'run-up': ['running up', 'op toeren', 'work'],
  rated: ['rated', 'nominaal', 'work'],
  'on-load': ['on load', 'op belasting', 'load'],
  'cool-down': ['cool-down', 'koelt na', 'work'],
  stopping: ['stopping', 'stopt', 'work'],
  shutdown: ['shut down', 'afgeschakeld', 'fault'],
};
const upsLook: Look<UpsPhase> = {
  line: ['on line', 'op net', 'rest'],
  battery: ['on battery', 'op accu', 'load'],
  test: ['battery test', 'accutest', 'work'],
  low: ['battery low', 'accu bijna leeg', 'fault'],
  off: ['output off', 'uitgang uit', 'fault'],
};

/** Stages of everything in a run that says something: mains, switches, sets, UPS. What stood still all the time has one stage. */
export function lanesOf(run: Pick<RunFacts, 'mains' | 'switches' | 'sets' | 'ups'>): readonly Lane[] {
  const lanes: readonly Lane[] = [
    ...Object.entries(run.mains).map(([id, course]) => ({
      role: 'mains' as const,
      equipment: id,
      stages: stagesOf(course, mainsLook),
    })),
    ...Object.entries(run.switches).map(([id, course]) => ({
      role: 'switch' as const,
      equipment: id,
      stages: stagesOf(course, switchLook),
    })),
    ...run.sets.map(({ id, course }) => ({ role: 'set' as const, equipment: id, stages: stagesOf(course, setLook) })),
    ...run.ups.map(({ id, course }) => ({ role: 'ups' as const, equipment: id, stages: stagesOf(course, upsLook) })),
  ];
  return lanes.filter(({ stages }) => stages.length > 0);
}

function stagesOf<Phase extends string>({ found, marks }: Course<Phase>, look: Look<Phase>): readonly Stage[] {
  const stage = (phase: Phase, more: Pick<Stage, 'from' | 'to' | 'isSeen'>): Stage => {
    const [en, nl, weight] = look[phase];
    return { words: { en, nl }, weight, ...more };
  };
  const first = found === null ? [] : [stage(found, { from: null, to: marks[0]?.span ?? null, isSeen: true })];
  const others = marks.map(({ phase, span, isSeen }, index) =>
    stage(phase, { from: span, to: marks[index + 1]?.span ?? null, isSeen }),
  );
  return [...first, ...others];
}
