'use client';
import { useEffect, useRef } from 'react';

/** What a list does with its keys; a key without an act stays the browser's. */
export interface ListKeys {
  readonly onMove: (by: 1 | -1) => void;
  readonly onOpen?: () => void;
  readonly onSelect?: () => void;
  readonly onAcknowledge?: () => void;
  readonly onClose?: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** j and k move, Enter opens, x selects, a acknowledges, Escape closes; silent while somebody types. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const hasOwnEnter = event.target instanceof Element && event.target.closest('a, button, summary') !== null;
      const act = actOf(event.key, hasOwnEnter, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function actOf(key: string, hasOwnEnter: boolean, keys: ListKeys): (() => void) | undefined {
  switch (key) {
    case 'j':
      return () => keys.onMove(1);
    case 'k':
      return () => keys.onMove(-1);
    case 'x':
      return keys.onSelect;
    case 'a':
      return keys.onAcknowledge;
    case 'Escape':
      return keys.onClose;
    case 'Enter':
      return hasOwnEnter ? undefined : keys.onOpen;
    default:
      return undefined;
  }
}
