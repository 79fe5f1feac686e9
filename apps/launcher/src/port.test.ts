import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { choosePort, isFree } from './port.ts';

const wish = { purpose: 'dashboard', variable: 'PORT', asked: undefined, standard: 3000 };
const allBut =
  (...taken: readonly number[]) =>
  async (port: number) =>
    !taken.includes(port);

describe('choosePort', () => {
  it('takes the usual port when it is free', async () => {
    expect(await choosePort(wish, allBut())).toEqual({ port: 3000, isMoved: false });
  });
  it('takes the next free one when the usual is taken, and tells', async () => {
    expect(await choosePort(wish, allBut(3000, 3001))).toEqual({ port: 3002, isMoved: true });
  });
  it('leaves out a port that something else of ours will use', async () => {
    expect(await choosePort(wish, allBut(), [3000])).toEqual({ port: 3001, isMoved: true });
  });
  it('never moves away from a port that was asked for', async () => {
    await expect(choosePort({ ...wish, asked: 8080 }, allBut(8080))).rejects.toThrow(
      'Port 8080 for the dashboard is taken by another program. Stop that program, or choose another port with PORT.',
    );
    expect(await choosePort({ ...wish, asked: 8080 }, allBut(3000))).toEqual({ port: 8080, isMoved: false });
  });
  it('gives up with a remedy when all are taken', async () => {
    await expect(choosePort(wish, async () => false)).rejects.toThrow(/Choose one with PORT/);
  });
});

describe('isFree', () => {
  it('sees a port that is listened on', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await isFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree(port)).toBe(true);
  });
});
