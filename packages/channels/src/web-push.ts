import { type Instant, ok, type Result, refuse } from '@wachter/core';
import type { ChannelRefusal, Notice, Rendered, Sent } from '@wachter/services/ports/channel';
import push from 'web-push';
import { z } from 'zod';
import { defineChannel, type Sending, sent } from './define.ts';
import { allowedHosts, labelled, line, made, WebAddress } from './field.ts';
import { acceptedOnly } from './http/refusal-of-status.ts';
import { request } from './http/request.ts';
import { renderShort } from './notice-text.ts';

const base64Url = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`));

const Config = z.strictObject({
  subject: labelled(z.union([z.string().regex(/^mailto:[^\s@]+@[^\s@]+$/), z.url({ protocol: /^https$/ })]), {
    en: 'Contact for the push services (mailto:… or https://…)',
    nl: 'Contact voor de pushdiensten (mailto:… of https://…)',
  }),
  publicKey: made(base64Url(65), { isSecret: false }),
  privateKey: made(base64Url(32), { isSecret: true }),
  allowedHosts,
});
type Config = z.output<typeof Config>;
/** One browser of the person: its subscription as it gave it. `goneAt` once the push service said that it has ended. */
const Device = z.strictObject({
  endpoint: WebAddress,
  keys: z.strictObject({ p256dh: base64Url(65), auth: base64Url(16) }),
  name: line(80),
  addedAt: z.number().int(),
  goneAt: z.number().int().nullable(),
});
type Device = z.output<typeof Device>;
const Address = z.strictObject({ devices: z.array(Device).min(1).max(10) });
type Address = z.output<typeof Address>;

/** What arrives in the service worker of the browser, as JSON. One `tag` stands for one notification on the phone. */
export interface PushContent {
  readonly kind: Notice['kind'];
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly priority: Notice['priority'];
  readonly locale: Notice['locale'];
  readonly link: string | null;
  readonly acknowledgeLink: string | null;
}

/** A fresh pair of keys for the configuration of this channel. */
export const newPushKeys = (): { readonly publicKey: string; readonly privateKey: string } => push.generateVAPIDKeys();

/** A message waits a day at the push service for a phone that is off (RFC 8030). */
const keepSeconds = 86_400;
const mostBodyCharacters = 1_000;

/** Push message to every browser of the person, encrypted for each (RFC 8291) and signed (RFC 8292). One that takes it is enough. */
export const webPush = defineChannel({
  id: 'web-push',
  name: { en: 'Push to the web app', nl: 'Push naar de web-app' },
  audience: 'person',
  config: Config,
  address: Address,
  made: { fields: ['publicKey', 'privateKey'], make: () => newPushKeys() },
  render: (notice) => {
    const { title, text } = renderShort({ ...notice, link: null, acknowledgeLink: null }, mostBodyCharacters);
    return { title, text: [text, notice.response?.slice(0, mostBodyCharacters)].filter(Boolean).join('\n') };
  },
  send: async ({ config, address, notice, rendered, deliveryId }, sending) => {
    const content = contentOf(notice, rendered, deliveryId);
    const open = address.devices.filter(({ goneAt }) => goneAt === null);
    const results = await Promise.all(
      open.map(async (device) => ({ device, result: await toDevice(content, { config, device }, sending) })),
    );
    return outcomeOf(address, results, sending.now());
  },
});

interface Tried {
  readonly device: Device;
  readonly result: Result<Sent, ChannelRefusal>;
}

const hasEnded = ({ result }: Tried): boolean => !result.ok && result.error.kind === 'address-gone';

/** Sent when one took it. A refusal that may pass goes before the end of a subscription: the person is still to be reached there. */
function outcomeOf({ devices }: Address, tried: readonly Tried[], now: Instant): Result<Sent, ChannelRefusal> {
  const ended = new Set(tried.filter(hasEnded).map(({ device }) => device.endpoint));
  const after = { devices: devices.map((device) => (ended.has(device.endpoint) ? { ...device, goneAt: now } : device)) };
  if (tried.some(({ result }) => result.ok)) return ok({ providerId: null, ...(ended.size > 0 ? { address: after } : {}) });
  const refusals = tried.flatMap(({ result }) => (result.ok ? [] : [result.error]));
  const worth =
    refusals.find(({ retryable }) => retryable) ?? refusals.find(({ kind }) => kind !== 'address-gone') ?? refusals[0];
  return refuse(worth ?? { kind: 'address-gone', retryable: false, detail: 'every subscription has ended' });
}

async function toDevice(
  content: PushContent,
  { config, device }: { readonly config: Config; readonly device: Device },
  sending: Sending,
): Promise<Result<Sent, ChannelRefusal>> {
  const sealed = seal(content, config, device);
  if (!sealed.ok) return sealed;
  const answer = await request({ ...sealed.value, method: 'POST', allowedHosts: config.allowedHosts }, sending);
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === 404 || status === 410)
    return refuse({ kind: 'address-gone', retryable: false, detail: `HTTP ${status}: the subscription has ended` });
  const taken = acceptedOnly(answer.value);
  return taken.ok ? sent(null) : taken;
}

const contentOf = (notice: Notice, { title, text }: Rendered, tag: string): PushContent => ({
  kind: notice.kind,
  title,
  body: text,
  tag,
  priority: notice.priority,
  locale: notice.locale,
  link: notice.link,
  acknowledgeLink: notice.acknowledgeLink,
});

interface Sealed {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

function seal(content: PushContent, config: Config, { endpoint: to, keys }: Device): Result<Sealed, ChannelRefusal> {
  try {
    const { endpoint, headers, body } = push.generateRequestDetails({ endpoint: to, keys }, JSON.stringify(content), {
      vapidDetails: { subject: config.subject, publicKey: config.publicKey, privateKey: config.privateKey },
      TTL: keepSeconds,
      urgency: 'high',
      contentEncoding: 'aes128gcm',
    });
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    return { ok: true, value: { url: endpoint, headers: plain, body } };
  } catch {
    // Its messages quote the keys.
    return refuse({
      kind: 'misconfigured',
      retryable: false,
      detail: 'keys of the application or of the subscription do not fit',
    });
  }
}
