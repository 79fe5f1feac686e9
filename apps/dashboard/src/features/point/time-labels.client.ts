import type uPlot from 'uplot';

/** What stands along the time axis of a chart: 24 hours, the day below where it changes. */
export const timeLabels: uPlot.Axis.Values = [
  [86_400 * 28, '{YYYY}-{MM}', null, null, null, null, null, null, 1],
  [86_400, '{DD}-{MM}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{DD}-{MM}', null, '\n{DD}-{MM}', null, null, null, 1],
  [1, '{HH}:{mm}:{ss}', '\n{DD}-{MM}', null, '\n{DD}-{MM}', null, null, null, 1],
];
