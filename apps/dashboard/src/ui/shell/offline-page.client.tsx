'use client';
import { useEffect } from 'react';

/** Has the browser keep the page that says NOT LIVE, for when it is opened without a line. Without service workers the browser says so itself. */
export function OfflinePage() {
  useEffect(() => {
    void navigator.serviceWorker?.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => undefined);
  }, []);
  return null;
}
