import type { Alarm } from '@wachter/core';
import type { Actor } from './actor.ts';

/** What a wall display may see of an alarm: that it was acknowledged, not by whom nor in which words. */
export function withoutNames(alarm: Alarm, actor: Actor): Alarm {
  if (actor.kind !== 'display') return alarm;
  return { ...alarm, acknowledgedBy: null, acknowledgeComment: null, resetBy: null };
}
