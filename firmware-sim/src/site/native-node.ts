import type { DeviceSpec, DewPointSpec } from './channel.ts';

export type Hall = 'hall-a' | 'hall-b';

/** The fixed part of a node of our own make: its account is its id. */
export const nativeNode = (about: {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly model: string;
  readonly intervalSeconds: number;
}): Omit<DeviceSpec, 'channels'> => ({
  ...about,
  dialect: 'native',
  parent: null,
  account: about.id,
  firmware: '1.4.0',
});

/** The dew point of one place, from the tags of its temperature and humidity. */
export const dewPointOf = (
  from: {
    readonly base: string;
    readonly name: string;
    readonly location: string;
    readonly temperature: string;
    readonly humidity: string;
  },
  place?: DewPointSpec['place'],
): DewPointSpec => ({
  tag: `${from.base}/dew-point`,
  name: `${from.name} dew point`,
  location: from.location,
  temperature: `${from.base}/${from.temperature}`,
  humidity: `${from.base}/${from.humidity}`,
  ...(place === undefined ? {} : { place }),
});
