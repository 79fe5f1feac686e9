import type { FaultOrder, FaultRefusal } from '../faults/board.ts';
import { calmKnobs, type Knobs, type Plant, type PlantParams, startPlant, stepPlant } from '../physics/plant.ts';
import type { Random } from '../random/prng.ts';
import type { Scenario, ScenarioStep } from '../scenarios/define.ts';

/** Where the physics stand and which scenario plays. `simulatedSeconds` since the start of the run. */
export interface WorldReport {
  readonly simulatedSeconds: number;
  readonly speed: number;
  readonly scenario: {
    readonly name: string;
    readonly atSeconds: number;
    readonly said: readonly ScenarioStep['say'][];
    readonly isOver: boolean;
  } | null;
}

/** The physical side of a run: a plant that moves `speed` times as fast as the clocks of the devices. */
export interface World {
  readonly plant: () => Plant;
  /** Moves the physics up to `now` (milliseconds since 1970); returns when the next step is due. */
  readonly advance: (now: number) => number;
  readonly play: (scenario: Scenario, speed?: number) => void;
  /** Ends the scenario: knobs back to calm. The physics recover by themselves. */
  readonly rest: () => void;
  readonly report: () => WorldReport;
}

interface WorldParams {
  readonly plant: PlantParams;
  readonly random: Random;
  readonly speed: number;
  readonly startAt: number;
  readonly beginFault: (order: FaultOrder, now: number) => FaultRefusal | null;
}

const STEP_SECONDS = 1;
/** After a pause (a laptop that slept) the physics do not try to catch up more than this. */
const MOST_SECONDS_AT_ONCE = 3600;

interface Play {
  readonly scenario: Scenario;
  readonly beganAt: number;
  readonly beganClockAt: number;
  readonly next: number;
  readonly said: readonly ScenarioStep['say'][];
}

export function createWorld(params: WorldParams): World {
  const doorRandom = params.random.fork('doors');
  let plant = startPlant(params.plant, params.random.fork('start'));
  let knobs: Knobs = calmKnobs;
  let speed = params.speed;
  let lastAt = params.startAt;
  let owed = 0;
  let playing: Play | null = null;

  const playDue = (now: number) => {
    while (playing !== null) {
      const step = playing.scenario.steps[playing.next];
      if (step === undefined || plant.seconds - playing.beganAt < step.atSeconds) return;
      if (now - playing.beganClockAt < (step.clockSeconds ?? 0) * 1000) return;
      knobs = step.turn ? step.turn(knobs) : knobs;
      for (const order of step.faults ?? []) params.beginFault(order, now);
      playing = { ...playing, next: playing.next + 1, said: [...playing.said, step.say] };
    }
  };

  return {
    plant: () => plant,
    advance: (now) => {
      owed = Math.min(owed + (Math.max(0, now - lastAt) / 1000) * speed, MOST_SECONDS_AT_ONCE);
      lastAt = Math.max(lastAt, now);
      while (owed >= STEP_SECONDS - 1e-9) {
        owed -= STEP_SECONDS;
        plant = stepPlant(plant, knobs, { params: params.plant, doorRandom, dt: STEP_SECONDS });
        playDue(now);
      }
      return now + Math.max(100, Math.ceil(((STEP_SECONDS - owed) * 1000) / speed));
    },
    play: (scenario, faster) => {
      knobs = calmKnobs;
      speed = faster ?? params.speed;
      playing = { scenario, beganAt: plant.seconds, beganClockAt: lastAt, next: 0, said: [] };
      playDue(lastAt);
    },
    rest: () => {
      knobs = calmKnobs;
      speed = params.speed;
      playing = null;
    },
    report: () => ({
      simulatedSeconds: Math.round(plant.seconds),
      speed,
      scenario:
        playing === null
          ? null
          : {
              name: playing.scenario.name,
              atSeconds: Math.round(plant.seconds - playing.beganAt),
              said: playing.said,
              isOver: playing.next >= playing.scenario.steps.length,
            },
    }),
  };
}
