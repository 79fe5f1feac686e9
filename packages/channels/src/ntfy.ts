import { type Priority, refuse } from '@wachter/core';
import type { Notice } from '@wachter/services/ports/channel';
import { z } from 'zod';
import { defineChannel, sent } from './define.ts';
import { allowedHosts, labelled, secret, WebAddress } from './field.ts';
import { postJson } from './http/post-json.ts';
import { acknowledgeLabel, renderFully } from './notice-text.ts';

const Config = z.strictObject({
  url: labelled(WebAddress.default('https://ntfy.sh/'), { en: 'Server', nl: 'Server' }),
  accessToken: secret(
    z
      .string()
      .max(200)
      .regex(/^[\x21-\x7e]+$/, 'must be one word')
      .optional(),
    { en: 'Access token', nl: 'Toegangssleutel' },
  ),
  allowedHosts,
});
const Address = z.strictObject({
  topic: labelled(z.string().regex(/^[-_A-Za-z0-9]{1,64}$(?!\n)/, 'must be letters, digits, - or _'), {
    en: 'Topic',
    nl: 'Onderwerp',
  }),
});

/** Scale of ntfy: 5 rings through, 3 is usual. */
const urgency: Readonly<Record<Priority, number>> = { critical: 5, high: 4, medium: 3, low: 2 };
const urgencyOf = ({ kind, priority }: Notice): number => (kind === 'resolved' ? 3 : urgency[priority]);

const Answer = z.object({ id: z.string() });

/** A push message by an ntfy server, a public one or one's own. */
export const ntfy = defineChannel({
  id: 'ntfy',
  name: { en: 'ntfy', nl: 'ntfy' },
  audience: 'person',
  config: Config,
  address: Address,
  render: renderFully,
  send: async ({ config, address, notice, rendered }, sending) => {
    const { acknowledgeLink, link, locale } = notice;
    const content = {
      topic: address.topic,
      title: rendered.title,
      message: rendered.text,
      priority: urgencyOf(notice),
      ...(link ? { click: link } : {}),
      ...(acknowledgeLink ? { actions: [{ action: 'view', label: acknowledgeLabel(locale), url: acknowledgeLink }] } : {}),
    };
    const headers: Readonly<Record<string, string>> = config.accessToken ? { authorization: `Bearer ${config.accessToken}` } : {};
    const answer = await postJson({ url: config.url, allowedHosts: config.allowedHosts, headers, content }, sending);
    return answer.ok ? sent(numberIn(answer.value.text)) : refuse(answer.error);
  },
});

function numberIn(text: string): string | null {
  try {
    const read = Answer.safeParse(JSON.parse(text));
    return read.success ? read.data.id : null;
  } catch {
    return null;
  }
}
