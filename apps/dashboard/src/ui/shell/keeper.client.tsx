'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useModelRevision } from '../../live/use-live.client.ts';

const everyMs = 5 * 60_000;

/** Keeps the session while somebody works with the page, and fetches the page again when the site model was edited. */
export function Keeper() {
  const router = useRouter();
  const revision = useModelRevision();
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current !== null && revision !== seen.current) router.refresh();
    seen.current = revision;
  }, [revision, router]);
  useEffect(() => {
    let keptAt = performance.now();
    const keep = () => {
      if (performance.now() - keptAt < everyMs) return;
      keptAt = performance.now();
      void fetch('/api/auth/get-session', { cache: 'no-store' }).catch(() => undefined);
    };
    const signs = ['pointerdown', 'keydown', 'focus'] as const;
    for (const sign of signs) window.addEventListener(sign, keep);
    return () => {
      for (const sign of signs) window.removeEventListener(sign, keep);
    };
  }, []);
  return null;
}
