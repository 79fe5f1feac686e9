/**
 * Raw numbers that mean "not available" on the wire, whatever is measured: 16-bit and 32-bit end values, plain and with one or two decimals
 * (reference: domain.md 2.5 and 6.5, "32767/65535 family"). Counters must not use this list.
 */
export const wireSentinels: readonly number[] = [
  65535, 65534, 32767, 32766, -32768, 6553.5, 3276.7, -3276.8, 655.35, 327.67, -327.68, 2147483647, -2147483648, 4294967295,
  -9999, 9999.9,
];

/** The same with those of 1-Wire thermometers: −127 is a lost sensor, 85 the power-on value. */
export const temperatureSentinels: readonly number[] = [...wireSentinels, -127, 85];
