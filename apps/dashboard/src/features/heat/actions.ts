'use server';
import { type WatchRoom, watchRoom } from '@wachter/services/thermal/watch-room';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function countMinutes(input: z.input<typeof WatchRoom>) {
  return refreshed(await watchRoom(await actionContext(), input), '/rooms');
}
