'use client';
import { useEffect, useRef, useState } from 'react';

type Tell = (isNear: boolean, height: number) => void;

const told = new WeakMap<Element, Tell>();
let watcher: IntersectionObserver | null = null;

/** One observer for all lines of a page: it tells a screen before they come into sight, and when they have gone as far again. */
function watch(element: Element, tell: Tell): () => void {
  watcher ??= new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target, boundingClientRect } of seen)
        told.get(target)?.(isIntersecting, boundingClientRect.height);
    },
    { rootMargin: '900px 0px' },
  );
  told.set(element, tell);
  watcher.observe(element);
  return () => watcher?.unobserve(element);
}

interface Near {
  readonly isNear: boolean;
  /** What it measured when it went; null while it is near. */
  readonly height: number | null;
}

/**
 * Whether a line of a long list is near the screen. What is not costs an empty element of the height it had, so that thousands of lines
 * scroll and tick no clocks; a line with the focus in it stays.
 */
export function useNear<T extends Element>(isNearAtFirst: boolean) {
  const ref = useRef<T>(null);
  const [near, setNear] = useState<Near>({ isNear: isNearAtFirst, height: null });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    return watch(element, (isNear, height) => {
      if (!isNear && element.contains(document.activeElement)) return;
      setNear((known) => (known.isNear === isNear ? known : { isNear, height: isNear ? null : height }));
    });
  }, []);
  return { ref, ...near };
}
