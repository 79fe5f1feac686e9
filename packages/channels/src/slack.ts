import { refuse } from '@wachter/core';
import { z } from 'zod';
import { defineChannel, noAddress, sent } from './define.ts';
import { allowedHosts, secret, WebAddress } from './field.ts';
import { postJson } from './http/post-json.ts';
import { renderFully } from './notice-text.ts';

const Config = z.strictObject({
  url: secret(WebAddress, { en: 'Address of the incoming webhook', nl: 'Adres van de inkomende webhook' }),
  allowedHosts,
});

/** The three characters that Slack reads as its own marks (mentions, links, entities). */
const literal = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A message in a Slack room. No preview is asked for: a fetch of the acknowledge link would be somebody else's. */
export const slack = defineChannel({
  id: 'slack',
  name: { en: 'Slack', nl: 'Slack' },
  audience: 'group',
  config: Config,
  address: noAddress,
  render: renderFully,
  send: async ({ config, rendered }, sending) => {
    const content = { text: literal(rendered.text), mrkdwn: false, unfurl_links: false, unfurl_media: false };
    const answer = await postJson({ url: config.url, allowedHosts: config.allowedHosts, content }, sending);
    return answer.ok ? sent(null) : refuse(answer.error);
  },
});
