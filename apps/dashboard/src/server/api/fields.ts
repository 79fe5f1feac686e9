import { type Instant, qualityReasons } from '@wachter/core';
import { z } from 'zod';

export const none = z.object({});
export const noBody = z.undefined();

/** ISO 8601 with zone on the wire. */
export const Time = z.iso.datetime({ offset: true });
export const time = (at: Instant): string => new Date(at).toISOString();
export const timeOrNull = (at: Instant | null): string | null => (at === null ? null : time(at));
export const instantOf = (text: string): Instant => Date.parse(text);

export const Limit = z.coerce.number().int().min(1).max(500).default(100);
export const Next = z.string().nullable().describe('Cursor of the next page; null on the last.');
export const PointId = z.coerce.number().int().positive().max(2_147_483_647);
/** true and false as words, as query strings carry them. */
export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const QualityField = z.object({ level: z.enum(['good', 'uncertain', 'bad']), reason: z.enum(qualityReasons) });
export const Priority = z.enum(['critical', 'high', 'medium', 'low']);
/** Words that people read, in both languages. */
export const WordsField = z.object({ en: z.string(), nl: z.string() });
