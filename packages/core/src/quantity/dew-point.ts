/// <reference path="./psychrolib.d.ts" />
import psychrolib from 'psychrolib';

psychrolib.SetUnitSystem(psychrolib.SI);

/**
 * Dew point in °C of air at `temperatureC` and `humidityPercent` (0 to 100 % RH), by the ASHRAE saturation equations; below 0.01 °C it is the
 * frost point, which is what limits below zero mean (domain.md 1). Null where there is none: completely dry air, or
 * numbers outside −60…100 °C and 0…100 %.
 */
export function dewPoint(temperatureC: number, humidityPercent: number): number | null {
  if (!(temperatureC >= -60 && temperatureC <= 100) || !(humidityPercent > 0 && humidityPercent <= 100)) return null;
  try {
    return psychrolib.GetTDewPointFromRelHum(temperatureC, humidityPercent / 100);
  } catch {
    return null;
  }
}
