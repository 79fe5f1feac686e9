import type { DialectExample } from '../define.ts';
import type { GenericMapping } from './mapping.ts';

/** A mapping as data, with messages it must read. Also what a person may start from. */
export interface MappingExample {
  readonly mapping: unknown;
  readonly examples: readonly DialectExample[];
}

const shelly = {
  id: 'shelly-gen2',
  name: 'Shelly, second generation and later',
  topic: '{device}/events/rpc',
  when: '(payload.method == "NotifyStatus" || payload.method == "NotifyFullStatus") && has(payload.params)',
  values: [
    { channel: 'temperature', path: 'params.temperature:0.tC', quantity: 'temperature', unit: '°C' },
    { channel: 'humidity', path: 'params.humidity:0.rh', quantity: 'relative-humidity', unit: '%' },
    { channel: 'switch', path: 'params.switch:0.output' },
    { channel: 'smoke', path: 'params.smoke:0.alarm', quantity: 'smoke' },
    { channel: 'battery-volt', path: 'params["devicepower:0"].battery.V', quantity: 'voltage', unit: 'V' },
  ],
  time: { path: 'params.ts', format: 's' },
} as const satisfies Omit<GenericMapping, 'device'>;

const thingsStack = {
  id: 'the-things-stack',
  name: 'The Things Stack 3',
  topic: 'v3/{app}/devices/{device}/up',
  when: '!has(payload.simulated) || payload.simulated != true',
  values: [
    { channel: '*', path: 'uplink_message.decoded_payload.*' },
    { channel: 'rssi', path: 'uplink_message.rx_metadata[0].rssi', unit: 'dBm' },
    { channel: 'frame', cel: 'has(payload.uplink_message.f_cnt) ? payload.uplink_message.f_cnt : 0.0' },
  ],
  time: { path: 'received_at', format: 'iso' },
} as const satisfies Omit<GenericMapping, 'device'>;

const telegraf = {
  id: 'telegraf',
  name: 'Telegraf, JSON in batches',
  topic: 'telegraf/#',
  device: { from: 'path', path: 'tags.host' },
  each: 'metrics',
  values: [
    { channel: 'fan', path: 'fields.fan_state', states: { '1': 'running', '2': 'stopped' } },
    { channel: 'supply', path: 'fields.supply', quantity: 'temperature', unit: '°C', scale: 0.1, offset: -40 },
    { channel: 'supply-kelvin', cel: 'double(payload.fields.supply) * 0.1 + 233.15', unit: 'K' },
  ],
  time: { path: 'timestamp', format: 's' },
} as const satisfies GenericMapping;

/** RFC 1628 by an SNMP gateway that publishes names and numbers of the MIB (domain.md 5). The gravest state stands first, as in `upsByNut`. */
const upsMib = {
  id: 'ups-mib',
  name: 'UPS-MIB (RFC 1628) by an SNMP gateway',
  topic: 'snmp/{device}/ups',
  values: [
    {
      channel: 'state',
      quantity: 'ups-state',
      cel: [
        'payload.upsOutputSource == 2.0 ? "output_off"',
        'payload.upsOutputSource == 5.0 && payload.upsBatteryStatus >= 3.0 ? "low_battery"',
        'payload.upsOutputSource == 4.0 ? "on_bypass"',
        'payload.upsTestResultsSummary == 5.0 ? "test_running"',
        'payload.upsOutputSource == 5.0 ? "on_battery"',
        'payload.upsOutputSource == 1.0 ? "unknown" : "on_line"',
      ].join(' : '),
    },
    { channel: 'runtime', path: 'upsEstimatedMinutesRemaining', quantity: 'battery-runtime', unit: 'min' },
    { channel: 'charge', path: 'upsEstimatedChargeRemaining', quantity: 'battery-charge', unit: '%' },
    { channel: 'battery-voltage', path: 'upsBatteryVoltage', quantity: 'battery-voltage', unit: 'V', scale: 0.1 },
    { channel: 'battery-temperature', path: 'upsBatteryTemperature', quantity: 'battery-temperature', unit: '°C' },
    { channel: 'load', path: 'upsOutputPercentLoad', quantity: 'ups-load', unit: '%' },
    {
      channel: 'test',
      path: 'upsTestResultsSummary',
      quantity: 'ups-test',
      states: { '1': 'passed', '2': 'warning', '3': 'failed', '4': 'aborted', '5': 'in_progress', '6': 'not_tested' },
    },
  ],
} as const satisfies Omit<GenericMapping, 'device'>;

const ht = 'generic-json/shelly-gen2/shellyplusht-b8d61a8b17cc';
const dev1 = 'generic-json/the-things-stack/dev1';
const crac = 'generic-json/telegraf/crac-1';
const mib = 'generic-json/ups-mib/ups-a';
const up = 'v3/app1@t/devices/dev1/up';

export const mappingExamples: readonly MappingExample[] = [
  {
    mapping: shelly,
    examples: [
      {
        name: 'a full status after waking up',
        topic: 'shellyplusht-b8d61a8b17cc/events/rpc',
        payload:
          '{"src":"shellyplusht-b8d61a8b17cc","method":"NotifyFullStatus","params":{"ts":1680962879.62,"devicepower:0":{"id":0,"battery":{"V":0.43,"percent":0}},"humidity:0":{"id":0,"rh":42.2},"temperature:0":{"id":0,"tC":19.8,"tF":67.6}}}',
        observations: [
          { device: ht, channel: 'temperature', value: 19.8, unit: '°C', observedAt: 1_680_962_879_620 },
          { device: ht, channel: 'humidity', value: 42.2, quantity: 'relative-humidity' },
          { device: ht, channel: 'battery-volt', value: 0.43 },
        ],
      },
      {
        name: 'a change, before the clock is set',
        topic: 'shellypro4pm-1/events/rpc',
        payload: '{"method":"NotifyStatus","params":{"ts":0,"switch:0":{"id":0,"output":true}}}',
        observations: [{ device: 'generic-json/shelly-gen2/shellypro4pm-1', channel: 'switch', value: true, observedAt: null }],
      },
      { name: 'an event is not meant', topic: 'x/events/rpc', payload: '{"method":"NotifyEvent","params":{"ts":1}}' },
      { name: 'a list is no status', topic: 'x/events/rpc', payload: '[]' },
      { name: 'cut off', topic: 'x/events/rpc', payload: '{"method":', issues: ['not-json'] },
    ],
  },
  {
    mapping: thingsStack,
    examples: [
      {
        name: 'every decoded field is a channel; a frame counter that is left out is zero',
        topic: up,
        payload:
          '{"received_at":"2020-02-12T15:15:46.014773143Z","uplink_message":{"decoded_payload":{"temperature":1.0,"luminosity":0.64},"rx_metadata":[{"rssi":-35}]}}',
        observations: [
          { device: dev1, channel: 'temperature', value: 1, observedAt: Date.UTC(2020, 1, 12, 15, 15, 46, 14) },
          { device: dev1, channel: 'luminosity', value: 0.64 },
          { device: dev1, channel: 'rssi', value: -35, unit: 'dBm' },
          { device: dev1, channel: 'frame', value: 0 },
        ],
      },
      {
        name: 'a simulated message',
        topic: up,
        payload: '{"simulated":true,"uplink_message":{"decoded_payload":{"temperature":99}}}',
      },
      {
        name: 'one field is poison',
        topic: up,
        payload: '{"uplink_message":{"f_cnt":7,"decoded_payload":{"temperature":1,"constructor":2,"big":1e400}}}',
        observations: [
          { device: dev1, channel: 'temperature', value: 1 },
          { device: dev1, channel: 'frame', value: 7 },
        ],
        issues: ['invalid-shape', 'invalid-value'],
      },
    ],
  },
  {
    mapping: telegraf,
    examples: [
      {
        name: 'a batch: states, scale and offset, an expression',
        topic: 'telegraf/dc1/snmp',
        payload:
          '{"metrics":[{"fields":{"fan_state":1,"supply":"583"},"tags":{"host":"crac-1"},"timestamp":1764000000},{"fields":{"fan_state":9},"tags":{"host":"crac-2"},"timestamp":1764000000}]}',
        observations: [
          { device: crac, channel: 'fan', value: 'running', observedAt: 1_764_000_000_000 },
          { device: crac, channel: 'supply', value: 18.3, unit: '°C', quantity: 'temperature' },
          { device: crac, channel: 'supply-kelvin', value: 291.45, unit: 'K' },
        ],
        issues: ['invalid-value', 'invalid-value'],
      },
      { name: 'no list', topic: 'telegraf/dc1', payload: '{"metrics":{}}', issues: ['invalid-shape'] },
      {
        name: 'an entry without a host',
        topic: 'telegraf/dc1',
        payload: '{"metrics":[{"fields":{}}]}',
        issues: ['invalid-shape'],
      },
    ],
  },
  {
    mapping: upsMib,
    examples: [
      {
        name: 'a UPS on battery by its numbers',
        topic: 'snmp/ups-a/ups',
        payload:
          '{"upsOutputSource":5,"upsBatteryStatus":2,"upsEstimatedMinutesRemaining":21,"upsEstimatedChargeRemaining":97,"upsBatteryVoltage":4321,"upsBatteryTemperature":23,"upsOutputPercentLoad":36,"upsTestResultsSummary":1}',
        observations: [
          { device: mib, channel: 'state', value: 'on_battery', quantity: 'ups-state' },
          { device: mib, channel: 'runtime', value: 21, unit: 'min' },
          { device: mib, channel: 'charge', value: 97 },
          { device: mib, channel: 'battery-voltage', value: 432.1, unit: 'V' },
          { device: mib, channel: 'battery-temperature', value: 23 },
          { device: mib, channel: 'load', value: 36 },
          { device: mib, channel: 'test', value: 'passed', quantity: 'ups-test' },
        ],
      },
      ...(
        [
          ['its battery low', 5, 3, 1, 'low_battery', 'passed'],
          ['a test that somebody ordered', 5, 2, 5, 'test_running', 'in_progress'],
          ['on bypass', 4, 2, 6, 'on_bypass', 'not_tested'],
          ['its output off', 2, 2, 6, 'output_off', 'not_tested'],
          ['on line', 3, 2, 6, 'on_line', 'not_tested'],
        ] as const
      ).map(([words, source, battery, test, value, result]) => ({
        name: `a UPS: ${words}`,
        topic: 'snmp/ups-a/ups',
        payload: `{"upsOutputSource":${source},"upsBatteryStatus":${battery},"upsTestResultsSummary":${test}}`,
        observations: [
          { device: mib, channel: 'state', value },
          { device: mib, channel: 'test', value: result, quantity: 'ups-test' },
        ],
      })),
      { name: 'cut off', topic: 'snmp/ups-a/ups', payload: '{"upsOutputSource":', issues: ['not-json'] },
    ],
  },
];
