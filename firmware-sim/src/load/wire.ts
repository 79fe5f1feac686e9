/** The few MQTT 3.1.1 packets a load generator needs, written by hand for speed. Numbers as in the OASIS standard, chapters 2 and 3. */
const CONNECT = 0x10;
const CONNACK = 0x20;
const PUBLISH = 0x30;
const PUBACK = 0x40;
const SUBSCRIBE = 0x82;
const SUBACK = 0x90;
const PINGREQ = 0xc0;
const DISCONNECT = 0xe0;

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

/** Length as 7-bit groups, lowest first. */
function lengthBytes(length: number): number[] {
  const bytes: number[] = [];
  let rest = length;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 128 : low);
  } while (rest > 0);
  return bytes;
}

const packet = (first: number, body: Buffer): Buffer => Buffer.concat([Buffer.from([first, ...lengthBytes(body.length)]), body]);

export interface Login {
  readonly clientId: string;
  readonly userName?: string | undefined;
  readonly password?: string | undefined;
}

/** A clean session with the given keepalive. */
export function connectPacket(login: Login, keepaliveSeconds: number): Buffer {
  const flags = 0x02 | (login.userName === undefined ? 0 : 0x80) | (login.password === undefined ? 0 : 0x40);
  const parts = [text('MQTT'), Buffer.from([4, flags, keepaliveSeconds >> 8, keepaliveSeconds & 255]), text(login.clientId)];
  if (login.userName !== undefined) parts.push(text(login.userName));
  if (login.password !== undefined) parts.push(text(login.password));
  return packet(CONNECT, Buffer.concat(parts));
}

export const subscribePacket = (id: number, filters: readonly string[]): Buffer =>
  packet(
    SUBSCRIBE,
    Buffer.concat([Buffer.from([id >> 8, id & 255]), ...filters.flatMap((filter) => [text(filter), Buffer.from([1])])]),
  );

/** QoS 1, not retained, first sending. `topic` with its two length bytes, as `text` makes it once per device. */
export function publishPacket(topic: Buffer, id: number, payload: string): Buffer {
  const payloadLength = Buffer.byteLength(payload);
  const header = [PUBLISH | 0x02, ...lengthBytes(topic.length + 2 + payloadLength)];
  const bytes = Buffer.allocUnsafe(header.length + topic.length + 2 + payloadLength);
  for (let index = 0; index < header.length; index += 1) bytes[index] = header[index] ?? 0;
  topic.copy(bytes, header.length);
  const at = header.length + topic.length;
  bytes[at] = id >> 8;
  bytes[at + 1] = id & 255;
  bytes.write(payload, at + 2, 'utf8');
  return bytes;
}

export const topicBytes = text;
export const pingPacket: Buffer = Buffer.from([PINGREQ, 0]);
export const disconnectPacket: Buffer = Buffer.from([DISCONNECT, 0]);
export const pubackPacket = (id: number): Buffer => Buffer.from([PUBACK, 2, id >> 8, id & 255]);

export type Incoming =
  | { readonly kind: 'connack'; readonly code: number }
  | { readonly kind: 'suback'; readonly isGranted: boolean }
  | { readonly kind: 'puback'; readonly id: number }
  | { readonly kind: 'publish'; readonly topic: string; readonly payload: Buffer; readonly id: number | null };

/** Cuts a stream of bytes into packets. Returns what is left over for the next call. */
export function readPackets(bytes: Buffer, take: (incoming: Incoming) => void): Buffer {
  let at = 0;
  while (at + 2 <= bytes.length) {
    let length = 0;
    let shift = 1;
    let body = at + 1;
    let isWhole = false;
    while (body < bytes.length && body < at + 5) {
      const byte = bytes[body] ?? 0;
      body += 1;
      length += (byte & 127) * shift;
      shift *= 128;
      if (byte < 128) {
        isWhole = true;
        break;
      }
    }
    if (!isWhole || body + length > bytes.length) break;
    const incoming = decode(bytes[at] ?? 0, bytes.subarray(body, body + length));
    if (incoming !== null) take(incoming);
    at = body + length;
  }
  return bytes.subarray(at);
}

function decode(first: number, body: Buffer): Incoming | null {
  switch (first & 0xf0) {
    case CONNACK:
      return { kind: 'connack', code: body[1] ?? 255 };
    case SUBACK & 0xf0:
      return { kind: 'suback', isGranted: (body[2] ?? 128) < 128 };
    case PUBACK:
      return { kind: 'puback', id: body.readUInt16BE(0) };
    case PUBLISH: {
      const topicEnd = 2 + body.readUInt16BE(0);
      const hasId = (first & 0x06) !== 0;
      return {
        kind: 'publish',
        topic: body.toString('utf8', 2, topicEnd),
        payload: body.subarray(topicEnd + (hasId ? 2 : 0)),
        id: hasId ? body.readUInt16BE(topicEnd) : null,
      };
    }
    default:
      return null;
  }
}
