'use server';
import {
  type AnnounceTest,
  announceTest as announce,
  type PreviewTest,
  previewTest as preview,
} from '@wachter/services/power/announce-test';
import { type CancelTest, cancelTest as cancel } from '@wachter/services/power/cancel-test';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function announceTest(input: z.input<typeof AnnounceTest>) {
  return refreshed(await announce(await actionContext(), input), '/power/tests');
}

export async function previewTest(input: z.input<typeof PreviewTest>) {
  return preview(await actionContext(), input);
}

export async function cancelTest(input: z.input<typeof CancelTest>) {
  return refreshed(await cancel(await actionContext(), input), '/power/tests', '/power/test');
}
