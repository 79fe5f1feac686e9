import { type JournalPage, type ListJournal, listJournal } from '@wachter/services/alarm/list-journal';
import type { Context } from '@wachter/services/context';
import type { z } from 'zod';
import type { Read } from './read.ts';

/** Transitions of all alarms, last recorded first, page by page. */
export const readJournalPage = (context: Context, filter: z.input<typeof ListJournal>): Promise<Read<JournalPage>> =>
  listJournal(context, filter);
