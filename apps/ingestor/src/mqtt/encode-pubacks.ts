/**
 * PUBACKs of many packet ids in one buffer, in the order given. The two-byte form without a reason code is the whole
 * packet of MQTT 3.1.1 (3.4) and means "success" in MQTT 5 (3.4.2.1).
 */
export function encodePubacks(messageIds: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(messageIds.length * 4);
  let offset = 0;
  for (const id of messageIds) {
    buffer[offset] = 0x40;
    buffer[offset + 1] = 0x02;
    buffer[offset + 2] = id >> 8;
    buffer[offset + 3] = id & 0xff;
    offset += 4;
  }
  return buffer;
}
