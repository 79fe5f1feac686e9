'use client';

const LONGEST = 1600;

/** A photograph made small enough for a bad line; drawing it anew also leaves out what the camera wrote about the place. */
export async function shrunk(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.8);
  });
}

/** Sends a photograph; gives the hash it is stored under, null when it was not sent. */
export async function sendPhoto(file: Blob): Promise<string | null> {
  try {
    const answer = await fetch('/api/photo', { method: 'POST', body: await shrunk(file) });
    if (!answer.ok) return null;
    const said: unknown = await answer.json();
    return typeof said === 'object' && said !== null && 'hash' in said && typeof said.hash === 'string' ? said.hash : null;
  } catch {
    return null;
  }
}
