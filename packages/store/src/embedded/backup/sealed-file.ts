import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** A file of a backup is not what was written, or was sealed with another key. */
export class SealedFileError extends Error {
  override readonly name = 'SealedFileError';
}

export type BackupKey = Buffer;

const magic = Buffer.from('WBK1');
const ivBytes = 12;
const tagBytes = 16;
const headBytes = magic.length + ivBytes;
const leastKeyCharacters = 32;
const hole = 64 * 1024;

/** The key of all files, from the text in the key file. Throws when that has fewer than 32 characters. */
export function backupKey(text: string): BackupKey {
  if (text.length < leastKeyCharacters)
    throw new Error(`The key of the backups has fewer than ${leastKeyCharacters} characters.`);
  return Buffer.from(hkdfSync('sha256', text, '', 'wachter backups v1', 32));
}

/** Asks the disk to keep what was written. */
async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** Names in a folder are kept by the folder. Not every system lets one ask. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * Writes `source` to `target`, compressed (gzip) and encrypted (AES-256-GCM): `WBK1`, 12 bytes IV, data, 16 bytes tag. Whole or not at all, and its bytes are on
 * the disk when it resolves; its name is, once the folder was synced. `name` is bound to it: the file is worth nothing under another one.
 */
export async function sealFile(
  source: string,
  target: string,
  { key, name }: { readonly key: BackupKey; readonly name: string },
) {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const aside = `${target}.part`;
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(name));
  const out = createWriteStream(aside, { mode: 0o600 });
  out.write(Buffer.concat([magic, iv]));
  try {
    await pipeline(createReadStream(source), createGzip({ level: 1 }), cipher, out, { end: false });
    await new Promise<void>((resolve, reject) => {
      out.once('error', reject);
      out.end(cipher.getAuthTag(), () => resolve());
    });
    await synced(aside);
    await rename(aside, target);
  } catch (error) {
    out.destroy();
    await rm(aside, { force: true });
    throw error;
  }
}

/** Reads back what `sealFile` wrote. Blocks of zeros become holes: the tail of a WAL file takes no room. Throws SealedFileError. */
export async function openSealedFile(
  source: string,
  target: string,
  { key, name }: { readonly key: BackupKey; readonly name: string },
) {
  const { size } = await stat(source);
  const handle = await open(source, 'r');
  const head = Buffer.alloc(headBytes);
  const tag = Buffer.alloc(tagBytes);
  try {
    await handle.read(head, 0, headBytes, 0);
    await handle.read(tag, 0, tagBytes, Math.max(0, size - tagBytes));
  } finally {
    await handle.close();
  }
  const isWhole = size >= headBytes + tagBytes && head.subarray(0, magic.length).equals(magic);
  if (!isWhole) throw new SealedFileError(`${name} is damaged: it does not begin as a file of a backup.`);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(magic.length), { authTagLength: tagBytes })
    .setAAD(Buffer.from(name))
    .setAuthTag(tag);
  const out = await open(target, 'w', 0o600);
  try {
    const body = createReadStream(source, { start: headBytes, end: Math.max(headBytes, size - tagBytes - 1) });
    await pipeline(body, decipher, createGunzip(), (pieces) => writeWithHoles(out, pieces));
  } catch (error) {
    await rm(target, { force: true });
    throw new SealedFileError(`${name} is damaged, or was sealed with another key.`, { cause: error });
  } finally {
    await out.close();
  }
}

async function writeWithHoles(out: FileHandle, pieces: AsyncIterable<Buffer>): Promise<void> {
  let at = 0;
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += hole) {
      const part = piece.subarray(from, from + hole);
      if (part.some((byte) => byte !== 0)) await out.write(part, 0, part.length, at + from);
    }
    at += piece.length;
  }
  await out.truncate(at);
}
