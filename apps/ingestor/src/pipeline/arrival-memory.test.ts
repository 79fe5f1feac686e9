import { describe, expect, it } from 'vitest';
import type { Delivery } from '../mqtt/delivery.ts';
import { createArrivalMemory } from './arrival-memory.ts';

const FIRST = Symbol('first');
const SECOND = Symbol('second');
const message = (receivedAt: number, how: Partial<Delivery> = {}): Delivery => ({
  topic: 'tele/demo/SENSOR',
  payload: Buffer.from('{"T":1}'),
  receivedAt,
  isRetained: false,
  isDuplicate: false,
  messageId: 7,
  epoch: FIRST,
  ...how,
});

describe('the arrival of a message without a clock', () => {
  it('is its own, though an equal message came before on the same connection', () => {
    const memory = createArrivalMemory();
    expect([memory.arrivalOf(message(1)), memory.arrivalOf(message(2))]).toEqual([1, 2]);
  });

  it('is that of its first delivery when it comes again unacknowledged, flag or no flag', () => {
    const memory = createArrivalMemory();
    memory.arrivalOf(message(1));
    memory.arrivalOf(message(2));
    expect([message(50, { epoch: SECOND }), message(51, { epoch: SECOND })].map(memory.arrivalOf)).toEqual([1, 2]);
    expect(memory.arrivalOf(message(52, { epoch: SECOND }))).toBe(52);
  });

  it('after its acknowledgement is that of its first delivery only when marked as duplicate', () => {
    const memory = createArrivalMemory();
    const first = message(1);
    memory.arrivalOf(first);
    memory.acknowledged([first]);
    expect(memory.arrivalOf(message(50, { epoch: SECOND }))).toBe(50);
    const other = createArrivalMemory();
    other.arrivalOf(first);
    other.acknowledged([first]);
    expect(other.arrivalOf(message(50, { epoch: SECOND, isDuplicate: true }))).toBe(1);
  });

  it('is its own after the broker forgot everything', () => {
    const memory = createArrivalMemory();
    memory.arrivalOf(message(1));
    memory.forget();
    expect(memory.arrivalOf(message(50, { epoch: SECOND }))).toBe(50);
  });
});
