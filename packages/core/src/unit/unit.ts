/** A unit of the table. `dimension` groups what converts into each other: base = value × factor + offset. `symbol` is for people. */
export interface Unit {
  readonly id: string;
  readonly dimension: string;
  readonly factor: number;
  readonly offset: number;
  readonly symbol: string;
  /** Spellings met on the wire. Looked up as written first, then in lower case without blanks. */
  readonly aliases: readonly string[];
}

const unit = (id: string, dimension: string, factor: number, aliases: readonly string[] = [], symbol = id): Unit => ({
  id,
  dimension,
  factor,
  offset: 0,
  symbol,
  aliases,
});

/** Every unit Wachter knows. Factors are exact by definition (SI brochure, 9th edition) unless a rounding is plain. */
export const units: readonly Unit[] = [
  unit('', 'none', 1, ['1', 'none', 'unitless', 'bool', 'boolean', 'count']),

  unit('°C', 'temperature', 1, ['C', 'degC', 'deg C', 'celsius', 'degrees celsius', '℃', 'ºC', '° C', 'Cel']),
  {
    ...unit('°F', 'temperature', 5 / 9, ['F', 'degF', 'deg F', 'fahrenheit', '℉', 'ºF', '° F']),
    offset: (-32 * 5) / 9,
  },
  { ...unit('K', 'temperature', 1, ['kelvin']), offset: -273.15 },
  unit('K/min', 'temperature rate', 1, ['°C/min']),

  unit('%', 'percent', 1, ['percent', 'pct', 'prc', 'RH%', '%RH', '% RH', 'RH', '%rh', '%r.h.', '% r.F.', '%rF', 'rel%']),
  unit('%vol', 'volume fraction', 10_000, ['% vol', 'vol%', 'vol %', '%v/v', 'Vol.-%', '%VOL', 'vol.%'], '% vol'),
  unit('ppm', 'volume fraction', 1, ['parts per million', 'ppmv', 'umol/mol']),
  unit('ppb', 'volume fraction', 0.001, ['parts per billion', 'ppbv', 'nmol/mol']),
  unit('%LEL', 'explosive fraction', 1, ['% LEL', 'LEL', 'LEL%', '%UEG', '% UEG', '%LFL', '% LFL', '%lie']),
  unit('%obs/m', 'obscuration', 1, ['%/m', '% obs/m', 'obs/m', '%obs', '% obs', '%/metre', '%obscuration/m'], '%/m'),
  unit('%obs/ft', 'obscuration', 3.280839895, ['%/ft', '% obs/ft', 'obs/ft'], '%/ft'),
  unit('ug/m3', 'mass concentration', 1, ['µg/m³', 'μg/m³', 'ug/m³', 'µg/m3', 'μg/m3', 'mcg/m3'], 'µg/m³'),
  unit('mg/m3', 'mass concentration', 1000, ['mg/m³'], 'mg/m³'),
  unit('A/30d', 'corrosion', 1, ['Å/30d', 'Å/30 d', 'Å/month', 'angstrom/month', 'A/month'], 'Å/30 d'),

  unit('Pa', 'pressure', 1, ['pascal']),
  unit('hPa', 'pressure', 100, ['hectopascal']),
  unit('kPa', 'pressure', 1000, ['kilopascal']),
  unit('mbar', 'pressure', 100, ['millibar']),
  unit('bar', 'pressure', 100_000, ['bars']),
  unit('psi', 'pressure', 6894.757293168, ['PSI', 'lbf/in2']),
  unit('inH2O', 'pressure', 249.0889, ['inwc', 'in wc', '"wc', 'inwg']),

  unit('V', 'voltage', 1, ['volt', 'volts', 'Vdc', 'Vac', 'V AC', 'V DC']),
  unit('mV', 'voltage', 0.001, ['millivolt', 'millivolts']),
  unit('kV', 'voltage', 1000, ['kilovolt']),
  unit('MV', 'voltage', 1_000_000, ['megavolt']),
  unit('A', 'current', 1, ['amp', 'amps', 'ampere', 'amperes']),
  unit('mA', 'current', 0.001, ['milliampere']),
  unit('W', 'power', 1, ['watt', 'watts']),
  unit('kW', 'power', 1000, ['kilowatt']),
  unit('MW', 'power', 1_000_000, ['megawatt']),
  unit('mW', 'power', 0.001, ['milliwatt']),
  unit('VA', 'apparent power', 1, ['volt-ampere']),
  unit('kVA', 'apparent power', 1000, []),
  unit('kWh', 'energy', 1, ['kilowatthour', 'kilowatt-hour']),
  unit('Wh', 'energy', 0.001, ['watthour']),
  unit('MWh', 'energy', 1000, ['megawatthour']),
  unit('Hz', 'frequency', 1, ['hertz']),
  unit('kHz', 'frequency', 1000, []),
  unit('rpm', 'rotation', 1, ['r/min', '1/min', 'rev/min', 'min-1']),

  unit('ms', 'time', 0.001, ['msec', 'millisecond', 'milliseconds']),
  unit('s', 'time', 1, ['sec', 'second', 'seconds', 'secs']),
  unit('min', 'time', 60, ['minute', 'minutes', 'mins']),
  unit('h', 'time', 3600, ['hr', 'hrs', 'hour', 'hours', 'uur']),
  unit('d', 'time', 86_400, ['day', 'days']),

  unit('m', 'length', 1, ['metre', 'meter', 'metres', 'meters', 'mtr']),
  unit('cm', 'length', 0.01, ['centimetre', 'centimeter']),
  unit('mm', 'length', 0.001, ['millimetre', 'millimeter']),
  unit('ft', 'length', 0.3048, ['feet', 'foot']),
  unit('l', 'volume', 1, ['L', 'litre', 'liter', 'litres', 'liters']),
  unit('m3', 'volume', 1000, ['m³'], 'm³'),
  unit('m3/h', 'flow', 1, ['m³/h', 'm3h', 'cmh'], 'm³/h'),
  unit('l/s', 'flow', 3.6, ['L/s']),
  unit('l/min', 'flow', 0.06, ['L/min', 'lpm']),
  unit('cfm', 'flow', 1.69901082, ['CFM', 'ft3/min']),
  unit('m/s', 'speed', 1, ['mps']),

  unit('dBm', 'radio power', 1, ['dbm']),
  unit('dB', 'ratio', 1, ['db', 'decibel']),
  unit('lqi', 'link quality', 1, ['LQI']),
];
