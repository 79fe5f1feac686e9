'use client';
import { useEffect, useState } from 'react';
import { type Turn, waitForTurn } from './turns.client.ts';

/**
 * Whether this page is the one that sounds: of all pages of the browser that could, the one that was looked at last. A browser without
 * locks, as on an address without TLS, lets every page sound.
 */
export function useSoundTurn(isReady: boolean): Turn {
  const [turn, setTurn] = useState<Turn>('asking');
  useEffect(() => {
    if (!isReady) return;
    if (!navigator.locks) {
      setTurn('mine');
      return;
    }
    const turns = waitForTurn(navigator.locks, setTurn);
    const look = () => {
      if (document.visibilityState === 'visible') turns.take();
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
      turns.stop();
      setTurn('asking');
    };
  }, [isReady]);
  return turn;
}
