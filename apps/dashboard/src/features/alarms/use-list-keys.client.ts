'use client';
import { useEffect, useRef } from 'react';

export interface ListKeys {
  readonly onMove: (by: 1 | -1) => void;
  readonly onOpen: () => void;
  readonly onSelect: () => void;
  readonly onAcknowledge: () => void;
  readonly onClose: () => void;
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
      const isOnButton = event.target instanceof HTMLButtonElement;
      const act = actOf(event.key, isOnButton, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function actOf(key: string, isOnButton: boolean, keys: ListKeys): (() => void) | null {
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
      return isOnButton ? null : keys.onOpen;
    default:
      return null;
  }
}
