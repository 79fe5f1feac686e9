import { AIR_HEAT, approach, clamp } from './air.ts';
import { stepMoisture } from './moisture.ts';

/** A data hall: two rows of racks around a contained cold aisle, cooled by chilled-water air handlers. Powers in kW, heat in kJ/K. */
export interface HallParams {
  readonly coolers: readonly string[];
  readonly itLoadKw: number;
  /** How much the servers warm the air that they draw, K. */
  readonly serverRiseK: number;
  readonly coolerMaxKgPerSecond: number;
  /** Share of the ideal heat exchange between air and water that a coil reaches. */
  readonly coilEffectiveness: number;
  readonly setpointC: number;
  readonly coldKjPerK: number;
  readonly hotKjPerK: number;
  readonly massKjPerK: number;
  readonly massCouplingKw: number;
  readonly airKg: number;
}

/** What acts on the hall from outside, for one step. */
export interface HallInput {
  readonly loadFactor: number;
  readonly failedCoolers: readonly string[];
  readonly waterC: number;
  readonly outdoorRatio: number;
  readonly freshAirPerHour: number;
  readonly isHumidifierOn: boolean;
  readonly openDoors: number;
}

/** Above this the water cools no more: a unit that runs reports a fault. */
const WARMEST_WATER_C = 18;

export interface CoolerState {
  readonly isRunning: boolean;
  /** It runs, and has cold water. */
  readonly isCooling: boolean;
  readonly fan: number;
  readonly supplyC: number;
  readonly coilKw: number;
}

export interface HallState {
  readonly coldC: number;
  readonly hotC: number;
  readonly massC: number;
  readonly humidityRatio: number;
  readonly pressurePa: number;
  /** Share of the server air that is hot air coming round again, 0 to 1. */
  readonly recirculation: number;
  readonly itLoadKw: number;
  readonly coolers: Readonly<Record<string, CoolerState>>;
}

/** Starts a hall at rest near its set point, so that a calm run begins calm. */
export function startHall(params: HallParams): HallState {
  const coolers = params.coolers.map((slug) => [
    slug,
    { isRunning: true, isCooling: true, fan: 0.75, supplyC: params.setpointC, coilKw: params.itLoadKw / params.coolers.length },
  ]);
  return {
    coldC: params.setpointC + 0.2,
    hotC: params.setpointC + params.serverRiseK,
    massC: params.setpointC + 0.8 * params.serverRiseK,
    humidityRatio: 0.0072,
    pressurePa: 4.8,
    recirculation: 0,
    itLoadKw: params.itLoadKw,
    coolers: Object.fromEntries(coolers),
  };
}

/** One step of `dt` seconds (at most about 5 s, or the air balance becomes coarse). */
export function stepHall(
  state: HallState,
  input: HallInput,
  plan: { readonly params: HallParams; readonly dt: number },
): HallState {
  const { params, dt } = plan;
  const itKw = params.itLoadKw * input.loadFactor;
  const serverFlow = itKw / (AIR_HEAT * params.serverRiseK);
  const coolers = stepCoolers(state, { input, params, dt, serverFlow });
  const flow = flowOf(coolers, params);
  const supplied = heatOf(coolers, params);
  const recirculated = Math.max(0, serverFlow - flow);
  const coldFlow = Math.max(serverFlow, flow);
  const mixedC = coldFlow > 0 ? (supplied + recirculated * state.hotC) / coldFlow : state.hotC;
  const wall = 1 - Math.exp(-(params.massCouplingKw * dt) / params.massKjPerK);
  const coldShare = coldFlow * AIR_HEAT + params.massCouplingKw * 0.2;
  const coldTarget = (coldFlow * AIR_HEAT * mixedC + params.massCouplingKw * 0.2 * state.massC) / coldShare;
  const coldC = approach(state.coldC, coldTarget, { tauSeconds: params.coldKjPerK / coldShare, dt });
  const hotShare = serverFlow * AIR_HEAT + params.massCouplingKw * 0.8;
  const hotTarget = (serverFlow * AIR_HEAT * state.coldC + itKw + params.massCouplingKw * 0.8 * state.massC) / hotShare;
  const surplus = serverFlow > 0 ? flow / serverFlow - 1 : 1;
  const leak = input.openDoors > 0 ? 0.65 : 1;
  return {
    coldC,
    hotC: approach(state.hotC, hotTarget, { tauSeconds: params.hotKjPerK / hotShare, dt }),
    massC: state.massC + wall * (0.2 * state.coldC + 0.8 * state.hotC - state.massC),
    humidityRatio: stepMoisture(state.humidityRatio, { ...input, airKg: params.airKg, coilC: input.waterC + 2 }, dt),
    pressurePa: approach(state.pressurePa, clamp(60 * surplus * leak, -8, 30), { tauSeconds: 5, dt }),
    recirculation: serverFlow > 0 ? recirculated / serverFlow : 0,
    itLoadKw: itKw,
    coolers,
  };
}

const flowOf = (coolers: HallState['coolers'], params: HallParams) =>
  Object.values(coolers).reduce((sum, cooler) => sum + cooler.fan * params.coolerMaxKgPerSecond, 0);

const heatOf = (coolers: HallState['coolers'], params: HallParams) =>
  Object.values(coolers).reduce((sum, cooler) => sum + cooler.fan * params.coolerMaxKgPerSecond * cooler.supplyC, 0);

interface CoolerWork {
  readonly input: HallInput;
  readonly params: HallParams;
  readonly dt: number;
  readonly serverFlow: number;
}

/** Running air handlers share 8 % more air than the servers draw, so that the cold aisle stays under slight pressure. */
function stepCoolers(state: HallState, { input, params, dt, serverFlow }: CoolerWork): HallState['coolers'] {
  const running = params.coolers.filter((slug) => !input.failedCoolers.includes(slug));
  const wanted = running.length > 0 ? clamp((serverFlow * 1.08) / (running.length * params.coolerMaxKgPerSecond), 0.3, 1) : 0;
  const flow = flowOf(state.coolers, params);
  const serverShare = flow > serverFlow && flow > 0 ? serverFlow / flow : 1;
  const returnC = serverShare * state.hotC + (1 - serverShare) * state.coldC;
  const next = params.coolers.map((slug): [string, CoolerState] => {
    const isRunning = running.includes(slug);
    const fan = approach(state.coolers[slug]?.fan ?? 0, isRunning ? wanted : 0, { tauSeconds: isRunning ? 12 : 4, dt });
    const air = fan * params.coolerMaxKgPerSecond * AIR_HEAT;
    const most = isRunning ? air * params.coilEffectiveness * Math.max(0, returnC - input.waterC) : 0;
    const coilKw = Math.min(Math.max(0, air * (returnC - params.setpointC)), most);
    const target = isRunning && air > 0 ? returnC - coilKw / air : returnC;
    const supplyC = approach(state.coolers[slug]?.supplyC ?? returnC, target, { tauSeconds: 25, dt });
    return [
      slug,
      { isRunning, isCooling: isRunning && input.waterC <= WARMEST_WATER_C, fan: fan < 0.005 ? 0 : fan, supplyC, coilKw },
    ];
  });
  return Object.fromEntries(next);
}
