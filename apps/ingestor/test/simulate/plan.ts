import { planDevice } from './plan-device.ts';
import { planFaults } from './plan-faults.ts';
import { planPeople } from './plan-people.ts';
import type { Setting, Step } from './step.ts';

/** The whole of one run, decided beforehand by the seed: the steps in order of time. */
export function planRun(setting: Setting): readonly Step[] {
  const steps = [
    ...planDevice(setting, 'node-1'),
    ...planDevice(setting, 'node-2'),
    ...planFaults(setting),
    ...planPeople(setting),
  ];
  return steps.filter(({ at }) => at < setting.to).sort((a, b) => a.at - b.at);
}
