import { refuse } from '@wachter/core';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { defineChannel, noAddress, sent } from './define.ts';
import { allowedHosts, labelled, secret, WebAddress } from './field.ts';
import { postJson } from './http/post-json.ts';
import { renderFully } from './notice-text.ts';

const Config = z.strictObject({
  url: labelled(WebAddress, { en: 'Address', nl: 'Adres' }),
  signingSecret: secret(
    z
      .string()
      .max(200)
      .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes as base64'),
    { en: 'Signing secret (whsec_…)', nl: 'Geheim voor de handtekening (whsec_…)' },
  ),
  allowedHosts,
});

/** JSON to a system of one's own, signed as https://www.standardwebhooks.com describes, so that the receiver can tell it is from us. */
export const webhook = defineChannel({
  id: 'webhook',
  name: { en: 'Webhook', nl: 'Webhook' },
  audience: 'group',
  config: Config,
  address: noAddress,
  render: renderFully,
  send: async ({ config, notice, rendered, deliveryId }, sending) => {
    const at = new Date(sending.now());
    const { kind, since, ...rest } = notice;
    const content = {
      type: `alarm.${kind}`,
      timestamp: at.toISOString(),
      data: { ...rest, since: new Date(since).toISOString(), title: rendered.title, text: rendered.text },
    };
    // A whole number of seconds goes into the header, and the signature must be of the same.
    const stamp = new Date(Math.floor(at.getTime() / 1000) * 1000);
    const signature = new Webhook(config.signingSecret).sign(deliveryId, stamp, JSON.stringify(content));
    const headers = {
      'webhook-id': deliveryId,
      'webhook-timestamp': String(stamp.getTime() / 1000),
      'webhook-signature': signature,
    };
    const answer = await postJson({ url: config.url, allowedHosts: config.allowedHosts, headers, content }, sending);
    return answer.ok ? sent(null) : refuse(answer.error);
  },
});
