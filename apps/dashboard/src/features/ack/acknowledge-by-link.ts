'use server';
import { acknowledgeByLink, type LinkOutcome } from '@wachter/services/notice/link';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ownOrigins } from '../../server/context.ts';
import { guardOrigin } from '../../server/guard-origin.ts';
import { services } from '../../server/store.ts';

const Form = z.object({ token: z.string().regex(/^[\w-]{20,100}$/), comment: z.string().max(1000).optional() });

async function outcomeOf(form: z.output<typeof Form>): Promise<LinkOutcome['kind'] | 'foreign'> {
  if (!guardOrigin('POST', await headers(), ownOrigins()).ok) return 'foreign';
  return (await acknowledgeByLink(services(), form.token, form.comment?.trim() || null)).kind;
}

/** The confirming press. Works without scripts and without a session: the link names the person. */
export async function acknowledgeLinked(data: FormData): Promise<void> {
  const parsed = Form.safeParse(Object.fromEntries(data));
  if (!parsed.success) redirect('/ack/unknown');
  redirect(`/ack/${parsed.data.token}?said=${await outcomeOf(parsed.data)}`);
}
