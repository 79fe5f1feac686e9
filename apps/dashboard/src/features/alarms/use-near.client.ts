'use client';
import { useEffect, useRef, useState } from 'react';

const told = new WeakMap<Element, () => void>();
let watcher: IntersectionObserver | null = null;

/** One observer for all lines of a page: it tells once, a screen before they come into sight. */
function whenNear(element: Element, tell: () => void): () => void {
  watcher ??= new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue;
        watcher?.unobserve(target);
        told.get(target)?.();
      }
    },
    { rootMargin: '900px 0px' },
  );
  told.set(element, tell);
  watcher.observe(element);
  return () => watcher?.unobserve(element);
}

/** Whether a line of a long list has come near the screen. What never did costs an empty element, so that thousands of lines scroll. */
export function useNear<T extends Element>(isNearAtFirst: boolean) {
  const ref = useRef<T>(null);
  const [isNear, setNear] = useState(isNearAtFirst);
  useEffect(() => {
    if (isNear || !ref.current) return;
    return whenNear(ref.current, () => setNear(true));
  }, [isNear]);
  return { ref, isNear };
}
