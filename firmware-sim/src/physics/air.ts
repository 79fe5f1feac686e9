const PRESSURE_PA = 101_325;

/** Specific heat of air, kJ/(kg·K). */
export const AIR_HEAT = 1.006;
/** Density of room air, kg/m³. */
export const AIR_DENSITY = 1.2;

/** Saturation pressure of water vapour in Pa over water (ASHRAE Fundamentals 2017, ch. 1, eq. 6), or over ice at and below 0.01 °C (eq. 5). */
export function saturationPressurePa(temperatureC: number): number {
  const kelvin = temperatureC + 273.15;
  const log = Math.log(kelvin);
  if (temperatureC <= 0.01) {
    return Math.exp(
      -5674.5359 / kelvin +
        6.3925247 -
        9.677843e-3 * kelvin +
        6.2215701e-7 * kelvin ** 2 +
        2.0747825e-9 * kelvin ** 3 -
        9.484024e-13 * kelvin ** 4 +
        4.1635019 * log,
    );
  }
  return Math.exp(
    -5800.2206 / kelvin +
      1.3914993 -
      4.8640239e-2 * kelvin +
      4.1764768e-5 * kelvin ** 2 -
      1.4452093e-8 * kelvin ** 3 +
      6.5459673 * log,
  );
}

/** Humidity ratio in kg of water per kg of dry air, at sea level. */
export function humidityRatio(temperatureC: number, relativeHumidity: number): number {
  const vapour = (relativeHumidity / 100) * saturationPressurePa(temperatureC);
  return (0.621945 * vapour) / (PRESSURE_PA - vapour);
}

/** Relative humidity in percent, 0 to 100, of air that carries `ratio` kg of water per kg of dry air. */
export function relativeHumidity(temperatureC: number, ratio: number): number {
  const vapour = (PRESSURE_PA * ratio) / (0.621945 + ratio);
  return Math.min(100, Math.max(0, (100 * vapour) / saturationPressurePa(temperatureC)));
}

/** Dew point in °C (frost point below 0.01 °C), by halving the interval −80 to 80 °C. */
export function dewPoint(ratio: number): number {
  const vapour = (PRESSURE_PA * ratio) / (0.621945 + ratio);
  let low = -80;
  let high = 80;
  for (let round = 0; round < 40; round += 1) {
    const middle = (low + high) / 2;
    if (saturationPressurePa(middle) < vapour) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** `value` moved towards `target` by a first-order lag; exact for any `dt`, so large steps stay stable. */
export const approach = (value: number, target: number, lag: { readonly tauSeconds: number; readonly dt: number }): number =>
  target + (value - target) * Math.exp(-lag.dt / lag.tauSeconds);

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
