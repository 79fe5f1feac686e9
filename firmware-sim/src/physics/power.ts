import {
  canCarry,
  type GensetAilment,
  type GensetMode,
  type GensetParams,
  type GensetState,
  startGenset,
  stepGenset,
} from './genset.ts';
import { type SwitchAilment, type SwitchParams, type SwitchState, startSwitch, stepSwitch } from './transfer-switch.ts';
import { startUps, stepUps, type UpsParams, type UpsState } from './ups.ts';

type BySlug<Value> = Readonly<Record<string, Value>>;

/** One mains with one transfer switch, the sets on its other side, and the UPSes behind it. */
export interface PowerParams {
  readonly ats: SwitchParams;
  readonly gensets: BySlug<GensetParams>;
  readonly ups: BySlug<UpsParams>;
}

/** What the grid and people do to the power, and what is broken in it. */
export interface PowerKnobs {
  readonly isMainsPresent: boolean;
  readonly gensetModes: BySlug<GensetMode>;
  readonly startedByHand: readonly string[];
  readonly gensetAilments: BySlug<GensetAilment>;
  readonly switchAilment: SwitchAilment;
  readonly bypassedUps: readonly string[];
  readonly testedUps: readonly string[];
  readonly degradedUps: readonly string[];
}

export const calmPower: PowerKnobs = {
  isMainsPresent: true,
  gensetModes: {},
  startedByHand: [],
  gensetAilments: {},
  switchAilment: {},
  bypassedUps: [],
  testedUps: [],
  degradedUps: [],
};

export interface PowerState {
  readonly ats: SwitchState;
  readonly gensets: BySlug<GensetState>;
  readonly ups: BySlug<UpsState>;
}

const mapValues = <T, R>(record: BySlug<T>, change: (value: T, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

export const startPower = (params: PowerParams, itKw: number): PowerState => ({
  ats: startSwitch(),
  gensets: mapValues(params.gensets, startGenset),
  ups: mapValues(params.ups, () => startUps(itKw / Object.keys(params.ups).length)),
});

/** The load hangs on something that gives power: on the mains, or on a set behind the switch. */
export const isFed = ({ ats, gensets }: Pick<PowerState, 'ats' | 'gensets'>, isMainsPresent: boolean): boolean =>
  ats.position === 'mains'
    ? isMainsPresent
    : ats.position === 'generator' && Object.values(gensets).some(({ engine }) => engine === 'loaded');

/** Cooling and the rest of the building on top of the IT load. */
const BUILDING = 1.35;

/** What the building draws while the racks draw `itKw`. */
export const buildingKw = (itKw: number): number => itKw * BUILDING;

/** One step of `dt` seconds: the switch sees the sets as they were, the sets and UPSes see the switch as it is. */
export function stepPower(
  state: PowerState,
  knobs: PowerKnobs,
  plan: { readonly params: PowerParams; readonly itKw: number; readonly dt: number },
): PowerState {
  const { params, itKw, dt } = plan;
  const isTested = Object.values(knobs.gensetModes).includes('test');
  const ats = stepSwitch(
    state.ats,
    {
      isMainsGood: knobs.isMainsPresent,
      isSetReady: Object.values(state.gensets).some(canCarry),
      isTested,
      ailment: knobs.switchAilment,
    },
    { params: params.ats, dt },
  );
  const carrying = Object.values(state.gensets).filter(({ engine }) => engine === 'loaded').length;
  const gensets = mapValues(params.gensets, (genset, slug) =>
    stepGenset(
      state.gensets[slug] ?? startGenset(genset),
      {
        isWanted: ats.isAsking && (!isTested || !knobs.isMainsPresent),
        mode: knobs.gensetModes[slug] ?? 'auto',
        isStartedByHand: knobs.startedByHand.includes(slug),
        isOnBus: ats.position === 'generator',
        loadKw: buildingKw(itKw) / Math.max(1, carrying),
        ailment: knobs.gensetAilments[slug] ?? {},
      },
      { params: genset, dt },
    ),
  );
  const upsCount = Object.keys(params.ups).length;
  const isMainsPresent = isFed({ ats, gensets }, knobs.isMainsPresent);
  const ups = mapValues(params.ups, (one, slug) =>
    stepUps(
      state.ups[slug] ?? startUps(itKw / upsCount),
      {
        loadKw: itKw / upsCount,
        isMainsPresent,
        isBypassed: knobs.bypassedUps.includes(slug),
        isTested: knobs.testedUps.includes(slug),
        isDegraded: knobs.degradedUps.includes(slug),
      },
      { params: one, dt },
    ),
  );
  return { ats, gensets, ups };
}
