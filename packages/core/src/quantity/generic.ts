import { staleRule, stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';

/** For points that nothing of the catalogue fits: a contact that means trouble, a contact that means nothing yet, and a plain number. */
const contact = {
  unit: '',
  kind: 'state',
  precision: 0,
  deadband: 0,
  intervalSeconds: 60,
  staleSeconds: 300,
  plausible: [0, 1],
} as const;

export const fault = defineQuantity({
  ...contact,
  id: 'fault',
  family: 'fault',
  name: { en: 'fault', nl: 'storing' },
  states: [
    {
      code: 0,
      id: 'ok',
      name: { en: 'no fault', nl: 'geen storing' },
      aliases: ['false', 'off', 'normal', 'none', 'clear', 'good'],
    },
    {
      code: 1,
      id: 'fault',
      name: { en: 'fault', nl: 'storing' },
      aliases: ['true', 'on', 'alarm', 'error', 'failed', 'trouble', 'abnormal', 'storing'],
    },
  ],
  defaults: [
    stateRule(
      { bad: { fault: 'critical' }, dwellSeconds: 5, holdOffSeconds: 10 },
      {
        priority: 'medium',
        cause: { en: 'The equipment reports a fault.', nl: 'De installatie meldt een storing.' },
        consequence: { en: 'It may not do its work.', nl: 'Deze doet mogelijk zijn werk niet.' },
        response: { en: 'Read the fault on the equipment itself.', nl: 'Lees de storing op de installatie zelf af.' },
        respondWithinMinutes: 120,
      },
    ),
    staleRule(300, 'low'),
  ],
  hints: ['fault', 'problem', 'trouble', 'alarm', 'error', 'storing', 'failure'],
});

export const status = defineQuantity({
  ...contact,
  id: 'status',
  family: 'status',
  name: { en: 'status', nl: 'status' },
  states: [
    { code: 0, id: 'off', name: { en: 'off', nl: 'uit' }, aliases: ['false', 'inactive', 'no', 'stopped', 'closed', 'uit'] },
    { code: 1, id: 'on', name: { en: 'on', nl: 'aan' }, aliases: ['true', 'active', 'yes', 'running', 'open', 'aan'] },
  ],
  defaults: [],
  hints: ['status', 'switch', 'relay', 'input', 'switch1', 'switch2', 'output', 'running'],
});

export const number = defineQuantity({
  id: 'number',
  family: 'number',
  name: { en: 'number', nl: 'getal' },
  unit: '',
  kind: 'number',
  plausible: [-1e15, 1e15],
  precision: 2,
  deadband: 0,
  intervalSeconds: 60,
  staleSeconds: 300,
  defaults: [],
  hints: ['count', 'counter', 'number', 'people', 'persons'],
});
