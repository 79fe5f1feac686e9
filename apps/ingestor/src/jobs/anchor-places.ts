import { createSocket } from 'node:dgram';
import { open, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { anchorLine, readAnchorLines } from '@wachter/services/audit/anchor-lines';
import type { AnchorPlace } from './audit-anchor.ts';

const NEWLINE = 10;

/** Appends to a file of mode 0600, and asks the disk. */
export const anchorFile = (file: string): AnchorPlace => ({
  name: file,
  keep: async (anchor) => {
    const handle = await open(file, 'a+', 0o600);
    try {
      const text = await handle.readFile();
      // A power cut left half a line: it was never kept.
      if (text.length > 0 && text.at(-1) !== NEWLINE) await handle.truncate(text.lastIndexOf(NEWLINE) + 1);
      await handle.write(`${anchorLine(anchor)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  last: async () => {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const read = readAnchorLines(text);
    if (!read.ok)
      throw new Error(`Line ${read.error.line} of ${file} is no anchor of the audit trail: put the file back as it was.`);
    return read.value.at(-1) ?? null;
  },
});

/** Facility 13 (log audit), severity 5 (notice): RFC 5424, 6.2.1. */
const PRIORITY = 13 * 8 + 5;

/** Sends each as a message of RFC 5424 over UDP (RFC 5426). Whether it arrived is not known, and it cannot be read back. */
export const anchorSyslog = ({ host, port }: { readonly host: string; readonly port: number }): AnchorPlace => ({
  name: `syslog ${host}:${port}`,
  keep: (anchor) =>
    new Promise((resolve, reject) => {
      const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
      const text = `<${PRIORITY}>1 ${new Date(anchor.at).toISOString()} ${hostname()} wachter - audit-anchor - ${anchorLine(anchor)}`;
      socket.once('error', (error) => {
        socket.close();
        reject(error);
      });
      socket.send(text, port, host, (error) => {
        socket.close();
        if (error) reject(error);
        else resolve();
      });
    }),
  last: async () => null,
});
