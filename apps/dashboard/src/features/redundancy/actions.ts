'use server';
import { type PutRedundancyGroup, putRedundancyGroup } from '@wachter/services/redundancy/put';
import { type PutRedundancyChain, putRedundancyChain } from '@wachter/services/redundancy/put-chain';
import { type BeforeYouTouch, previewTouch } from '@wachter/services/redundancy/touch';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function saveGroup(input: z.input<typeof PutRedundancyGroup>) {
  return refreshed(await putRedundancyGroup(await actionContext(), input), '/redundancy');
}

export async function saveChain(input: z.input<typeof PutRedundancyChain>) {
  return refreshed(await putRedundancyChain(await actionContext(), input), '/redundancy');
}

/** What work would do to redundancy groups and points, before it is announced. */
export async function lookBeforeTouch(input: z.input<typeof BeforeYouTouch>) {
  return previewTouch(await actionContext(), input);
}
