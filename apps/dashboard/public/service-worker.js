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
