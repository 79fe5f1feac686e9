import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import type { AuditAnchor } from './chain.ts';

const Line = z.object({
  at: z.iso.datetime().transform((text) => Date.parse(text)),
  seq: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One line of a file of anchors: `{"at":"2026-01-05T12:00:00.000Z","seq":123,"hash":"…"}`. */
export const anchorLine = ({ at, seq, hash }: AuditAnchor): string =>
  JSON.stringify({ at: new Date(at).toISOString(), seq, hash });

/** The anchors of a file, the first first. A last line without its end was being written when the power failed, and is passed over; any other that cannot be read is refused by its number. */
export function readAnchorLines(text: string): Result<readonly AuditAnchor[], { readonly line: number }> {
  const anchors: AuditAnchor[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const parsed = Line.safeParse(jsonOf(line));
    if (parsed.success) anchors.push(parsed.data);
    else if (index < lines.length - 1) return refuse({ line: index + 1 });
  }
  return ok(anchors);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
