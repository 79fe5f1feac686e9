'use server';
import { type PutRedundancyGroup, putRedundancyGroup } from '@wachter/services/redundancy/put';
import { type BeforeYouTouch, previewTouch } from '@wachter/services/redundancy/touch';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function saveGroup(input: z.input<typeof PutRedundancyGroup>) {
  return refreshed(await putRedundancyGroup(await actionContext(), input), '/redundancy');
}

/** What work would do to redundancy groups and points, before it is announced. */
export async function lookBeforeTouch(input: z.input<typeof BeforeYouTouch>) {
  return previewTouch(await actionContext(), input);
}
