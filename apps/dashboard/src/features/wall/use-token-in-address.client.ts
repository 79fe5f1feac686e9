'use client';
import { useEffect } from 'react';

/** Exchanges the token of a display for a cookie that scripts cannot read, and shows its wall. False when it is refused. */
export async function enterDisplay(token: string): Promise<boolean> {
  const answer = await fetch('/api/display', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null);
  if (answer?.ok) location.replace('/wall');
  return answer?.ok === true;
}

/** Hands over what stands after # in the address, a part that is never sent, and wipes it. Also when it is pasted into the open page. */
export function useTokenInAddress(take: (token: string) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const look = () => {
      const token = location.hash.slice(1);
      if (token === '') return;
      history.replaceState(null, '', '/wall');
      take(token);
    };
    look();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
}
