/** How a kind of channel is called: `quantity` by people (site file), `says` by the device, `unit` on the wire. */
export interface Kind {
  readonly quantity: string;
  readonly says: string;
  readonly unit?: string;
}

const temperature = (quantity: string): Kind => ({ quantity, says: 'temperature', unit: '°C' });
const same = (quantity: string, unit?: string): Kind => ({ quantity, says: quantity, ...(unit === undefined ? {} : { unit }) });

/** Quantities of the demo site. The ids are the ones of the product's catalogue; a test compares them. */
export const kinds = {
  inlet: temperature('inlet-temperature'),
  return: temperature('return-temperature'),
  hotAisle: temperature('hot-aisle-temperature'),
  batteryRoom: temperature('battery-room-temperature'),
  upsRoom: temperature('ups-room-temperature'),
  room: temperature('room-temperature'),
  supplyAir: temperature('supply-air-temperature'),
  supplyWater: temperature('supply-water-temperature'),
  humidity: same('relative-humidity', '%'),
  pressure: same('differential-pressure', 'Pa'),
  hydrogen: same('hydrogen', '%LEL'),
  oxygen: same('oxygen', '%'),
  carbonDioxide: same('carbon-dioxide', 'ppm'),
  refrigerant: same('refrigerant-r134a', 'ppm'),
  smoke: same('smoke-obscuration', '%/m'),
  leak: same('leak'),
  leakRope: same('leak-rope'),
  leakDistance: same('leak-distance', 'm'),
  firePanel: same('fire-panel'),
  suppression: same('suppression'),
  fault: same('fault'),
  door: same('door'),
  fan: same('ventilation'),
  airflow: same('airflow', 'm³/h'),
  upsState: same('ups-state'),
  upsLoad: same('ups-load', '%'),
  batteryCharge: same('battery-charge', '%'),
  batteryRuntime: same('battery-runtime', 's'),
  batteryVoltage: same('battery-voltage', 'V'),
  batteryTemperature: same('battery-temperature', '°C'),
  inputVoltage: same('input-voltage', 'V'),
  inputFrequency: same('frequency', 'Hz'),
  outputVoltage: same('output-voltage', 'V'),
  outputFrequency: same('frequency', 'Hz'),
  engineState: same('engine-state'),
  engineMode: same('genset-mode'),
  oilPressure: same('oil-pressure', 'kPa'),
  coolant: same('coolant-temperature', '°C'),
  fuel: same('fuel-level', '%'),
  startBattery: same('start-battery-voltage', 'V'),
  engineSpeed: same('engine-speed', 'rpm'),
  gensetVoltage: same('generator-voltage', 'V'),
  gensetFrequency: same('generator-frequency', 'Hz'),
  gensetPower: same('generator-power', 'kW'),
  runHours: same('engine-run-time', 'h'),
  atsState: same('ats-position'),
  mainsVoltage: same('mains-voltage', 'V'),
  coolerState: same('cooler-state'),
  fanSpeed: same('fan-speed', '%'),
  deviceBattery: same('device-battery', '%'),
  supplyVoltage: same('supply-voltage', 'mV'),
  linkQuality: same('link-quality'),
  signalStrength: same('signal-strength', 'dBm'),
  uptime: same('uptime', 's'),
  mainsFrequency: same('mains-frequency', 'Hz'),
} as const satisfies Record<string, Kind>;
