import { registryOf } from '@wachter/core';
import type { Channel } from '@wachter/services/ports/channel';
import { email } from './email.ts';
import { ntfy } from './ntfy.ts';
import { slack } from './slack.ts';
import { smsGateway } from './sms-gateway.ts';
import { teams } from './teams.ts';
import { webPush } from './web-push.ts';
import { webhook } from './webhook.ts';

export { defineChannel } from './define.ts';
export { refusalWords } from './refusal-words.ts';
export { systemEdge } from './system-edge.ts';
export { newPushKeys, type PushContent } from './web-push.ts';

/** Every channel, by id, in the order of the settings form. One more is one line here. */
export const channels: ReadonlyMap<string, Channel> = registryOf('channels', [
  email,
  webPush,
  smsGateway,
  ntfy,
  teams,
  slack,
  webhook,
]);
