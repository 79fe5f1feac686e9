import type { Random } from '../random/prng.ts';

/** A door and the person going through it. Seconds of simulated time; `openSeconds` 0 = closed. */
export interface DoorState {
  readonly openSeconds: number;
  readonly closesAfterSeconds: number;
  readonly nextVisitInSeconds: number;
  readonly passages: number;
}

export const startDoor = (random: Random, meanSeconds: number): DoorState => ({
  openSeconds: 0,
  closesAfterSeconds: 8,
  nextVisitInSeconds: 120 + random.next() * meanSeconds,
  passages: 0,
});

/** One step: visits come at random with the given mean spacing and keep the door open 5 to 15 s; a held door stays open. */
export function stepDoor(
  state: DoorState,
  plan: { readonly random: Random; readonly meanSeconds: number; readonly isHeld: boolean; readonly dt: number },
): DoorState {
  if (state.openSeconds > 0) {
    const openSeconds = state.openSeconds + plan.dt;
    return plan.isHeld || openSeconds < state.closesAfterSeconds ? { ...state, openSeconds } : { ...state, openSeconds: 0 };
  }
  const nextVisitInSeconds = state.nextVisitInSeconds - plan.dt;
  if (nextVisitInSeconds > 0 && !plan.isHeld) return { ...state, nextVisitInSeconds };
  return {
    openSeconds: plan.dt,
    closesAfterSeconds: 5 + plan.random.next() * 10,
    nextVisitInSeconds: 60 - Math.log(1 - plan.random.next()) * plan.meanSeconds,
    passages: state.passages + 1,
  };
}

export const isOpen = (door: DoorState | undefined): boolean => (door?.openSeconds ?? 0) > 0;
