import { registryOf } from '../../../registry.ts';
import type { Checklist } from './define.ts';
import { fuelSample } from './fuel-sample.ts';
import { inspection } from './inspection.ts';
import { run } from './run.ts';
import { trial } from './trial.ts';

export type { Checklist } from './define.ts';

/** To add one: a file beside this one and a line here. */
export const checklists: readonly Checklist[] = [inspection, run, fuelSample, trial];

const byId = registryOf('checklists', checklists);

export const checklistById = (id: string): Checklist | null => byId.get(id) ?? null;
