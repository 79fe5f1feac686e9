/** Whether this browser can get messages: it cannot, it was told not to, or it gets them as `subscription`; null: not yet. */
export type PushStanding =
  | { readonly kind: 'impossible' | 'denied' }
  | { readonly kind: 'possible'; readonly endpoint: string | null };

export async function pushStanding(): Promise<PushStanding> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return { kind: 'impossible' };
  if (Notification.permission === 'denied') return { kind: 'denied' };
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.getSubscription();
  return { kind: 'possible', endpoint: subscription?.endpoint ?? null };
}

export interface BrowserSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Asks the person and the push service. Null when either said no. Call it from a press only: browsers hold an uncalled question against a site. */
export async function subscribeHere(publicKey: string): Promise<BrowserSubscription | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  const registration = await navigator.serviceWorker.ready;
  const present = await registration.pushManager.getSubscription();
  // One made for another key would not be accepted: the keys of the channel were made anew.
  if (present && keyText(present.options.applicationServerKey) !== publicKey) await present.unsubscribe();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  const { endpoint, keys } = subscription.toJSON();
  return endpoint && keys?.['p256dh'] && keys['auth'] ? { endpoint, keys: { p256dh: keys['p256dh'], auth: keys['auth'] } } : null;
}

export async function unsubscribeHere(endpoint: string): Promise<void> {
  const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  if (subscription?.endpoint === endpoint) await subscription.unsubscribe();
}

const keyText = (key: ArrayBuffer | null): string =>
  key === null
    ? ''
    : btoa(String.fromCharCode(...new Uint8Array(key)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');

const browsers = ['Firefox', 'Edg', 'SamsungBrowser', 'OPR', 'Chrome', 'Safari'] as const;
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'] as const;

/** What a person knows this device by: "Chrome on Android". */
export function deviceName(userAgent: string): string {
  const browser = browsers.find((one) => userAgent.includes(`${one}/`)) ?? 'Browser';
  const system = systems.find((one) => userAgent.includes(one));
  const named = browser === 'Edg' ? 'Edge' : browser === 'OPR' ? 'Opera' : browser;
  return system ? `${named} (${system})` : named;
}
