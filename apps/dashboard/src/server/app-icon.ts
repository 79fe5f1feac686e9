import { crc32, deflateSync } from 'node:zlib';

type Spot = readonly [x: number, y: number];
type Colour = readonly [red: number, green: number, blue: number];

/** The W of `icon.svg`, in its box of 32 × 32. */
const letter: readonly Spot[] = [
  [6, 9],
  [11, 24],
  [16, 12],
  [21, 24],
  [26, 9],
];
const box = 32;
const halfStroke = 1.5;
const corner = 7;
const ground: Colour = [0x1a, 0x20, 0x26];
const ink: Colour = [0xe8, 0xeb, 0xee];
/** A launcher may cut a maskable icon to its inner circle of 80 %: the letter keeps within it. */
const maskableScale = 0.72;

export interface AppIcon {
  /** Edge in pixels. */
  readonly size: number;
  /** Ground to the very edge, letter smaller: a phone cuts its own shape. */
  readonly isMaskable: boolean;
}

/** The icon of the installed app as a PNG of 8-bit RGBA. */
export function appIcon({ size, isMaskable }: AppIcon): Uint8Array<ArrayBuffer> {
  const unit = box / size;
  const scale = isMaskable ? maskableScale : 1;
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const at: Spot = [(column + 0.5) * unit, (row + 0.5) * unit];
      const inLetter: Spot = [(at[0] - box / 2) / scale + box / 2, (at[1] - box / 2) / scale + box / 2];
      const inked = share((distanceToLetter(inLetter) - halfStroke) * scale, unit);
      const mixed = ground.map((level, index) => Math.round(level + ((ink[index] ?? level) - level) * inked));
      const opaque = isMaskable ? 255 : Math.round(share(distanceOutside(at), unit) * 255);
      rows.set([...mixed, opaque], row * (size * 4 + 1) + 1 + column * 4);
    }
  }
  return png(size, rows);
}

/** How much of a pixel lies inside an edge that is `distance` away (negative: inside). */
const share = (distance: number, pixel: number): number => Math.min(1, Math.max(0, 0.5 - distance / pixel));

const distanceToLetter = (at: Spot): number =>
  Math.min(...letter.slice(1).map((end, index) => distanceToStroke(at, letter[index] ?? end, end)));

function distanceToStroke([x, y]: Spot, [fromX, fromY]: Spot, [toX, toY]: Spot): number {
  const [runX, runY] = [toX - fromX, toY - fromY];
  const along = ((x - fromX) * runX + (y - fromY) * runY) / (runX * runX + runY * runY);
  const within = Math.min(1, Math.max(0, along));
  return Math.hypot(x - fromX - within * runX, y - fromY - within * runY);
}

/** Distance to the square with round corners; negative inside. */
function distanceOutside([x, y]: Spot): number {
  const beyondX = Math.abs(x - box / 2) - (box / 2 - corner);
  const beyondY = Math.abs(y - box / 2) - (box / 2 - corner);
  return Math.hypot(Math.max(0, beyondX), Math.max(0, beyondY)) + Math.min(0, Math.max(beyondX, beyondY)) - corner;
}

function png(size: number, rows: Buffer): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Uint8Array.from(Buffer.concat(parts));
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
