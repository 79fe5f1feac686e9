import { refuse } from '@wachter/core';
import type { Notice, Rendered } from '@wachter/services/ports/channel';
import { z } from 'zod';
import { defineChannel, noAddress, sent } from './define.ts';
import { allowedHosts, secret, WebAddress } from './field.ts';
import { postJson } from './http/post-json.ts';
import { acknowledgeLabel, openLabel, renderFully } from './notice-text.ts';

const Config = z.strictObject({
  url: secret(WebAddress, { en: 'Address of the workflow webhook', nl: 'Adres van de webhook van de workflow' }),
  allowedHosts,
});

/** Cards read `{{DATE(…)}}` inside texts; a word joiner between the braces leaves them to be read as they stand. */
const literal = (text: string): string => text.replaceAll('{{', '{\u2060{');

/** Text runs, unlike text blocks, know no Markdown. */
const run = (text: string, isTitle: boolean) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: literal(text), ...(isTitle ? { weight: 'Bolder', size: 'Medium' } : {}) }],
});

function card(notice: Notice, rendered: Rendered) {
  const actions = [
    { title: acknowledgeLabel(notice.locale), url: notice.acknowledgeLink },
    { title: openLabel(notice.locale), url: notice.link },
  ].flatMap(({ title, url }) => (url === null ? [] : [{ type: 'Action.OpenUrl', title, url }]));
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: literal(rendered.title),
    body: [run(rendered.title, true), ...rendered.text.split('\n').flatMap((text) => (text ? [run(text, false)] : []))],
    actions,
  };
}

/** An adaptive card in a Teams channel, by a workflow that starts when a webhook request is received. */
export const teams = defineChannel({
  id: 'teams',
  name: { en: 'Microsoft Teams', nl: 'Microsoft Teams' },
  audience: 'group',
  config: Config,
  address: noAddress,
  render: renderFully,
  send: async ({ config, notice, rendered }, sending) => {
    const content = {
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card(notice, rendered) }],
    };
    const answer = await postJson({ url: config.url, allowedHosts: config.allowedHosts, content }, sending);
    return answer.ok ? sent(null) : refuse(answer.error);
  },
});
