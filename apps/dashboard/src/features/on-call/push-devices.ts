/** A browser of a person that gets messages, as stored in the address of their contact. */
export interface PushDevice {
  readonly endpoint: string;
  readonly name: string;
  readonly addedAt: number;
  readonly goneAt: number | null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The browsers in an address of the push channel; none in any other. */
export function pushDevices(address: unknown): readonly PushDevice[] {
  const devices = isRecord(address) ? address['devices'] : null;
  if (!Array.isArray(devices)) return [];
  return devices
    .filter(isRecord)
    .flatMap(({ endpoint, name, addedAt, goneAt }) =>
      typeof endpoint === 'string' && typeof name === 'string' && typeof addedAt === 'number'
        ? [{ endpoint, name, addedAt, goneAt: typeof goneAt === 'number' ? goneAt : null }]
        : [],
    );
}
