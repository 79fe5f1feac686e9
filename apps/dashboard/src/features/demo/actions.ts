'use server';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';
import { playScenario } from '../../server/sim-control.ts';

export async function play(name: string | null) {
  const context = await actionContext();
  return refreshed(await playScenario(context, name), '/demo');
}
