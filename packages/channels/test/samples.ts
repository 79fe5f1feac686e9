import { type ChannelEdge, type Notice, noticeKinds } from '@wachter/services/ports/channel';
import { systemEdge } from '../src/system-edge.ts';
import { newPushKeys } from '../src/web-push.ts';

export const at = Date.UTC(2026, 10, 25, 2, 14, 5);

export const notice = (change: Partial<Notice> = {}): Notice => ({
  kind: 'raised',
  locale: 'en',
  siteName: 'Rotterdam 1',
  timeZone: 'Europe/Amsterdam',
  place: 'Hall 1, rack A12',
  sentence: 'Inlet temperature 31.2 °C, above 27 °C',
  priority: 'critical',
  level: 'warning',
  since: at - 120_000,
  response: 'Look at cooler C3.\nCall +31 10 000 00 00.',
  cause: 'A fan stopped, or a door stands open.',
  consequence: 'Servers throttle after ten minutes.',
  respondWithinMinutes: 10,
  link: 'https://wachter.example/alarms/1',
  acknowledgeLink: 'https://wachter.example/a/abc123',
  others: 0,
  ...change,
});

/** What a rule may leave unsaid. */
const silent = { response: null, cause: null, consequence: null, respondWithinMinutes: null, link: null, acknowledgeLink: null };

export const everyNotice: readonly Notice[] = noticeKinds.flatMap((kind) =>
  (['en', 'nl'] as const).flatMap((locale) => [
    notice({ kind, locale, others: kind === 'grouped' ? 4 : 0 }),
    notice({ kind, locale, place: null, level: null, ...silent, others: 1 }),
  ]),
);

export const edge = (change: Partial<ChannelEdge> = {}): ChannelEdge => ({ ...systemEdge, now: () => at, ...change });

/** Stands in each secret of each sample: found in a detail, it has leaked. */
export const theSecret = 'c2VjcmV0LXRoYXQtbXVzdC1uZXZlci1iZS1zZWVu';

const pushKeys = newPushKeys();

/** A browser that subscribed at this address of a push service. */
export const device = (endpoint: string, more: object = {}) => ({
  ...{ endpoint, keys: { p256dh: pushKeys.publicKey, auth: 'AAAAAAAAAAAAAAAAAAAAAA' } },
  ...{ name: 'Phone', addedAt: at, goneAt: null, ...more },
});

/** For each channel a configuration that calls `url` and an address; its own secret fields hold `theSecret` where their shape allows it. */
export const sampleOf = (url: string): Readonly<Record<string, { readonly config: object; readonly address: object }>> => {
  const { hostname, port } = new URL(url);
  const allowedHosts = [hostname];
  const withSecret = { url: `${url}/${theSecret}`, allowedHosts };
  return {
    email: {
      config: {
        host: hostname,
        port: Number(port),
        security: 'none',
        user: 'wachter',
        password: theSecret,
        from: 'wachter@dc.example',
      },
      address: { email: 'ann@dc.example' },
    },
    webhook: { config: { url, signingSecret: `whsec_${theSecret}`, allowedHosts }, address: {} },
    slack: { config: withSecret, address: {} },
    teams: { config: withSecret, address: {} },
    ntfy: { config: { url, accessToken: theSecret, allowedHosts }, address: { topic: 'wachter' } },
    'sms-gateway': {
      config: {
        url,
        fields: ['to={to}', 'message={text}', 'key={secret}'],
        secret: theSecret,
        authorization: `Bearer ${theSecret}`,
        allowedHosts,
      },
      address: { phone: '+31612345678' },
    },
    'web-push': {
      config: { subject: 'mailto:ops@dc.example', ...pushKeys, allowedHosts },
      address: { devices: [device(`${url}/push/${theSecret}`)] },
    },
  };
};
