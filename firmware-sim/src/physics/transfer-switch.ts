export type SwitchPosition = 'mains' | 'open' | 'generator' | 'fault';

export interface SwitchParams {
  /** Seconds of lost mains before the sets are asked to start. */
  readonly startDelaySeconds: number;
  /** How long the load hangs on neither side. */
  readonly breakSeconds: number;
  /** Seconds of good mains before it goes back. */
  readonly qualifySeconds: number;
}

/** What is wrong with a switch. `lateSeconds`: it waits so long although a set is ready. */
export interface SwitchAilment {
  readonly lateSeconds?: number;
  readonly isStuckOnMains?: boolean;
  readonly isStuckOnGenerator?: boolean;
}

export interface SwitchInput {
  readonly isMainsGood: boolean;
  /** A set has volts and hertz. */
  readonly isSetReady: boolean;
  /** Somebody tests on load: take the sets although the mains is there. */
  readonly isTested: boolean;
  readonly ailment: SwitchAilment;
}

export interface SwitchState {
  readonly position: SwitchPosition;
  readonly seconds: number;
  readonly toward: 'mains' | 'generator';
  readonly lostSeconds: number;
  readonly goodSeconds: number;
  readonly readySeconds: number;
  /** The mains was lost: it asks the sets to run until the load is back on it. */
  readonly isAsking: boolean;
}

export const startSwitch = (): SwitchState => ({
  position: 'mains',
  seconds: 0,
  toward: 'mains',
  lostSeconds: 0,
  goodSeconds: 86_400,
  readySeconds: 0,
  isAsking: false,
});

/** How long it tries to close on a side before it reports a fault. */
const GIVES_UP = 10;
const SETTLING = 1;

/** One step of `dt` seconds. */
export function stepSwitch(
  state: SwitchState,
  input: SwitchInput,
  { params, dt }: { readonly params: SwitchParams; readonly dt: number },
): SwitchState {
  const lostSeconds = input.isMainsGood ? 0 : state.lostSeconds + dt;
  const goodSeconds = input.isMainsGood ? state.goodSeconds + dt : 0;
  const readySeconds = input.isSetReady ? state.readySeconds + dt : 0;
  const isHome = state.position === 'mains' && input.isMainsGood;
  const isAsking = lostSeconds >= params.startDelaySeconds || (state.isAsking && !isHome);
  const next = { ...state, lostSeconds, goodSeconds, readySeconds, isAsking };
  const moved = move(next, input, params);
  return { ...next, ...moved, seconds: moved.position === state.position ? state.seconds + dt : 0 };
}

type Move = Pick<SwitchState, 'position' | 'toward'>;

function move(state: SwitchState, input: SwitchInput, params: SwitchParams): Move {
  const { position, toward } = state;
  const stay = { position, toward };
  const { ailment } = input;
  switch (position) {
    case 'mains':
      return leaveMains(state, input) ?? stay;
    case 'open':
      return state.seconds >= params.breakSeconds ? { position: toward, toward } : stay;
    case 'generator': {
      const isDead = !input.isSetReady && input.isMainsGood;
      const isTime = !input.isTested && (state.goodSeconds >= params.qualifySeconds || isDead);
      return isTime && !ailment.isStuckOnGenerator ? { position: 'open', toward: 'mains' } : stay;
    }
    case 'fault':
      return input.isMainsGood && !input.isTested ? { position: 'mains', toward: 'mains' } : stay;
  }
}

function leaveMains(state: SwitchState, { isTested, ailment, isMainsGood }: SwitchInput): Move | null {
  const wants = isTested || (state.isAsking && !isMainsGood);
  if (!wants || state.readySeconds < SETTLING + (ailment.lateSeconds ?? 0)) return null;
  if (!ailment.isStuckOnMains) return { position: 'open', toward: 'generator' };
  return state.readySeconds >= SETTLING + GIVES_UP ? { position: 'fault', toward: 'mains' } : null;
}
