import { StringDecoder } from 'node:string_decoder';

const longestLine = 16_384;

/** Calls `onLine` for every line of a stream of bytes; what is longer than 16 kB is cut. */
export function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (bytes: Buffer) => {
    const parts = (rest + decoder.write(bytes)).split('\n');
    rest = (parts.pop() ?? '').slice(0, longestLine);
    for (const part of parts) onLine(part.slice(0, longestLine).trimEnd());
  });
  stream.on('end', () => {
    if (rest) onLine(rest);
  });
}
