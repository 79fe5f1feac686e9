'use client';
import { type PointerEvent, useRef, useState } from 'react';

/** A swipe counts from here; below it the line slides back. */
const farEnoughPx = 96;
const startsAtPx = 12;

/** A swipe to the right, by finger only: how far the line is pulled, and handlers for the element. A swipe is no press. */
export function useSwipe(isOn: boolean, onSwipe: () => void) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const wasSwiped = useRef(false);
  const [pulled, setPulled] = useState(0);
  const end = () => {
    if (pulled >= farEnoughPx) onSwipe();
    start.current = null;
    setPulled(0);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      wasSwiped.current = false;
      if (isOn && event.pointerType === 'touch') start.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      if (!start.current) return;
      const across = event.clientX - start.current.x;
      if (pulled === 0 && (across < startsAtPx || Math.abs(event.clientY - start.current.y) > across)) return;
      if (pulled === 0) event.currentTarget.setPointerCapture(event.pointerId);
      wasSwiped.current = true;
      setPulled(Math.max(1, Math.min(across, farEnoughPx * 1.4)));
    },
    onPointerUp: end,
    onPointerCancel: () => {
      start.current = null;
      setPulled(0);
    },
  };
  return { pulled, isFar: pulled >= farEnoughPx, wasSwiped, handlers };
}
