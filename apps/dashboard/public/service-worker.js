// Keeps one thing: the page that says NOT LIVE. No value, no alarm and no page of the product is ever kept: an old list must not look live.
const kept = 'wachter-offline-1';
const offline = '/offline';

addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.add(new Request(offline, { cache: 'reload' }))));
  skipWaiting();
});

addEventListener('activate', (event) => {
  const forgetOthers = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(forgetOthers());
});

const notLive = async () => (await caches.match(offline)) ?? Response.error();

addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(fetch(event.request).catch(notLive));
});

// A message of an alarm. One tag is one notification: what is told again replaces what was told.
addEventListener('push', (event) => {
  const { title = 'Wachter', body = '', tag, kind, priority, locale, link, acknowledgeLink } = event.data?.json() ?? {};
  const isDutch = locale === 'nl';
  event.waitUntil(
    registration.showNotification(title, {
      ...{ body, tag, lang: locale, renotify: Boolean(tag), requireInteraction: priority === 'critical' && kind !== 'resolved' },
      data: { link, acknowledgeLink },
      actions: acknowledgeLink ? [{ action: 'acknowledge', title: isDutch ? 'Bevestigen' : 'Acknowledge' }] : [],
    }),
  );
});

// Opens a page of this installation only, whatever address the message names. Acknowledging still asks for a press there.
addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { link, acknowledgeLink } = event.notification.data ?? {};
  const wanted = (event.action === 'acknowledge' ? acknowledgeLink : link) ?? acknowledgeLink ?? '/alarms';
  const { pathname, search } = new URL(wanted, location.origin);
  event.waitUntil(clients.openWindow(pathname + search));
});
