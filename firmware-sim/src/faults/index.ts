import type { Random } from '../random/prng.ts';
import { clockSkew } from './clock-skew.ts';
import type { Fault, FaultHooks } from './define.ts';
import { drift } from './drift.ts';
import { dropOut } from './drop-out.ts';
import { duplicate } from './duplicate.ts';
import { garbage } from './garbage.ts';
import { reboot } from './reboot.ts';
import { reorder } from './reorder.ts';
import { sentinel } from './sentinel.ts';
import { skip } from './skip.ts';
import { stuck } from './stuck.ts';

const prepare = <Params>(fault: Fault<Params>) => ({
  id: fault.id,
  description: fault.description,
  /** Parses `raw` by the fault's own schema; null when it does not fit. */
  begin: (raw: unknown, random: Random): FaultHooks | null => {
    const parsed = fault.params.safeParse(raw ?? {});
    return parsed.success ? fault.begin(parsed.data, random) : null;
  },
});

/** Every fault that can be injected. One more fault is one more file and one more line here. */
export const faults = [
  prepare(clockSkew),
  prepare(drift),
  prepare(dropOut),
  prepare(duplicate),
  prepare(garbage),
  prepare(reboot),
  prepare(reorder),
  prepare(sentinel),
  prepare(skip),
  prepare(stuck),
];

export const faultById = (id: string) => faults.find((fault) => fault.id === id);
