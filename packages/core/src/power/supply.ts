import type { Instant } from '../reading/reading.ts';

/** A generator set by its nameplate. `ratedKw` null: nobody has told it yet; `tankLitres` null: fuel is told in percent only. */
export interface GensetFacts {
  readonly id: string;
  readonly ratedKw: number | null;
  readonly tankLitres: number | null;
}

/** How far the clock of a device is ahead of true time (negative: behind), and how well that is known; milliseconds. */
export interface ClockError {
  readonly aheadMs: number;
  readonly errorMs: number;
}

/**
 * Site settings of recognition, domain.md 6.3. Shares of nominal unless named. `startWithinSeconds`: mains lost and no set turning;
 * `rateWithinSeconds`: turning in vain; `returnWithinSeconds`: mains good and the load still on the set.
 */
export interface PowerSettings {
  readonly nominalVolts: number;
  readonly nominalHz: number;
  readonly nominalRpm: number;
  readonly mainsVolts: readonly [number, number];
  readonly mainsHz: readonly [number, number];
  readonly ratedVolts: readonly [number, number];
  readonly ratedHz: readonly [number, number];
  /** Share of nameplate from which a set carries load. */
  readonly loadedShare: number;
  /** The same where the nameplate is not known, kW. */
  readonly loadedKw: number;
  readonly startWithinSeconds: number;
  readonly rateWithinSeconds: number;
  readonly transferWithinSeconds: number;
  readonly returnWithinSeconds: number;
  readonly coolWithinSeconds: number;
  readonly stopWithinSeconds: number;
  /** A silence longer than this, and than 2.5 times the usual interval of the device, is lost data. */
  readonly silenceSeconds: number;
}

export const defaultPowerSettings: PowerSettings = {
  nominalVolts: 230,
  nominalHz: 50,
  nominalRpm: 1500,
  mainsVolts: [0.85, 1.1],
  mainsHz: [0.96, 1.04],
  ratedVolts: [0.9, 1.1],
  ratedHz: [0.98, 1.02],
  loadedShare: 0.05,
  loadedKw: 5,
  startWithinSeconds: 60,
  rateWithinSeconds: 120,
  transferWithinSeconds: 10,
  returnWithinSeconds: 1860,
  coolWithinSeconds: 900,
  stopWithinSeconds: 60,
  silenceSeconds: 5,
};

/**
 * One mains with what takes its place: sets, transfer switches and the UPS behind them, by the id of the equipment. `mains` names what
 * measures the mains, often the switch itself. `clocks` are known errors of device clocks; without an entry a clock is right.
 */
export interface EmergencySupply {
  readonly id: string;
  readonly mains: readonly string[];
  readonly switches: readonly string[];
  readonly gensets: readonly GensetFacts[];
  readonly ups: readonly string[];
  readonly clocks?: Readonly<Record<string, ClockError>>;
  readonly settings: PowerSettings;
}

/** A time in which a test of some equipment was announced. Ends are instants of true time. `losesMains`: it takes the mains away on purpose. */
export interface TestWindow {
  readonly from: Instant;
  readonly until: Instant;
  readonly equipment: readonly string[];
  readonly losesMains: boolean;
}
