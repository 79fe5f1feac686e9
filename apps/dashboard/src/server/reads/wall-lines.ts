import { type Instant, ok, type StatusLine } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { once } from '../once.ts';
import { wallLines } from '../wall-lines/index.ts';
import { readPresent } from './present.ts';
import type { Read } from './read.ts';
import { readSiteModel } from './site-model.ts';

export interface ReadLines {
  readonly lines: readonly StatusLine[];
}

const FOR_MS = 1_000;

/** What stands below the rooms of the wall, of its first site. Screens that look at the same site share one answer a second. */
export async function readWallLines(context: Context): Promise<Read<ReadLines>> {
  const model = await readSiteModel(context);
  if (!model.ok) return model;
  const [site] = model.value.sites;
  const now = context.now();
  if (!site) return ok({ lines: [] });
  const held = once('wall-lines', () => new Map<string, { readonly at: Instant; readonly answer: Promise<Read<ReadLines>> }>());
  const key = `${context.actor.kind} ${site.id}`;
  const known = held.get(key);
  if (known && now - known.at < FOR_MS) return known.answer;
  const answer = made(context, site.id);
  held.set(key, { at: now, answer });
  return answer;
}

async function made(context: Context, siteId: string): Promise<Read<ReadLines>> {
  const [model, present] = [await readSiteModel(context), await readPresent(context)];
  if (!model.ok) return model;
  if (!present.ok) return present;
  const states = new Map(present.value.points.map((state) => [state.pointId, state]));
  const lines: StatusLine[] = [];
  for (const source of wallLines) lines.push(...(await source({ context, siteId, model: model.value, states })));
  return ok({ lines });
}
