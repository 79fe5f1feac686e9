import { limitRule, stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

/** What a sensor says of itself (payloads.md 2–10: battery, voltage in mV or V, link quality 0–255, RSSI, SNR). Slow and cheap to miss. */
const base = { kind: 'number', sentinels: wireSentinels, intervalSeconds: 3600, staleSeconds: 90_000 } as const;

export const deviceBattery = defineQuantity({
  ...base,
  id: 'device-battery',
  family: 'battery',
  name: { en: 'sensor battery', nl: 'sensorbatterij' },
  unit: '%',
  plausible: [0, 110],
  precision: 0,
  deadband: 1,
  defaults: [
    limitRule(
      { low: { warning: 20, critical: 10 }, hysteresis: 5, dwellSeconds: 0, holdOffSeconds: 0 },
      {
        priority: 'medium',
        cause: { en: 'The battery of the sensor is nearly empty.', nl: 'De batterij van de sensor is bijna leeg.' },
        consequence: { en: 'The sensor falls silent in days to weeks.', nl: 'De sensor valt binnen dagen tot weken stil.' },
        response: { en: 'Replace the battery on the next round.', nl: 'Vervang de batterij bij de volgende ronde.' },
        respondWithinMinutes: 1440,
      },
    ),
  ],
  hints: ['battery', 'battery level', 'battery percent', 'batterij'],
});

export const deviceBatteryLow = defineQuantity({
  id: 'device-battery-low',
  family: 'battery',
  name: { en: 'sensor battery low', nl: 'sensorbatterij laag' },
  unit: '',
  kind: 'state',
  states: [
    { code: 0, id: 'ok', name: { en: 'battery ok', nl: 'batterij goed' }, aliases: ['false', 'off', 'normal', 'good'] },
    { code: 1, id: 'low', name: { en: 'battery low', nl: 'batterij laag' }, aliases: ['true', 'on', 'empty'] },
  ],
  plausible: [0, 1],
  precision: 0,
  deadband: 0,
  intervalSeconds: 3600,
  staleSeconds: 90_000,
  defaults: [stateRule({ bad: { low: 'critical' } }, { priority: 'low' })],
  hints: ['battery low', 'low battery', 'battery defect'],
});

/** A cell voltage; 2.5 to 3.6 V for lithium, so millivolts on the wire are common. */
export const supplyVoltage = defineQuantity({
  ...base,
  id: 'supply-voltage',
  family: 'voltage',
  name: { en: 'supply voltage', nl: 'voedingsspanning' },
  unit: 'V',
  plausible: [0, 60],
  precision: 2,
  deadband: 0.02,
  defaults: [],
  hints: ['supply voltage', 'vcc', 'battery v', 'voedingsspanning'],
});

export const linkQuality = defineQuantity({
  ...base,
  id: 'link-quality',
  family: 'link-quality',
  name: { en: 'link quality', nl: 'verbindingskwaliteit' },
  unit: 'lqi',
  plausible: [0, 255],
  precision: 0,
  deadband: 5,
  defaults: [],
  hints: ['linkquality', 'link quality', 'lqi'],
});

export const signalStrength = defineQuantity({
  ...base,
  id: 'signal-strength',
  family: 'signal-strength',
  name: { en: 'signal strength', nl: 'signaalsterkte' },
  unit: 'dBm',
  plausible: [-150, 20],
  precision: 0,
  deadband: 2,
  defaults: [],
  hints: ['rssi', 'signal', 'signal strength', 'wifi signal'],
});

export const signalToNoise = defineQuantity({
  ...base,
  id: 'signal-to-noise',
  family: 'signal-to-noise',
  name: { en: 'signal to noise', nl: 'signaal-ruisverhouding' },
  unit: 'dB',
  plausible: [-40, 60],
  precision: 1,
  deadband: 1,
  defaults: [],
  hints: ['snr', 'signal to noise'],
});

export const uptime = defineQuantity({
  kind: 'number',
  id: 'uptime',
  family: 'uptime',
  name: { en: 'uptime', nl: 'tijd sinds start' },
  unit: 's',
  plausible: [0, 4e9],
  precision: 0,
  deadband: 0,
  intervalSeconds: 300,
  staleSeconds: 3600,
  defaults: [],
  hints: ['uptime', 'uptimesec', 'uptime sec'],
});
