import { type Energised, type Energy, energised } from './energised.ts';
import { layoutOneLine, type OneLineLayout } from './layout.ts';
import type { PowerReading, PowerThing } from './thing.ts';

/** One box of the diagram: a thing, or several alike that hang on the same sources and feed nothing. `readings`: what is worth showing, in its order. */
export interface DiagramBox {
  readonly id: string;
  readonly kind: PowerThing['kind'];
  readonly members: readonly PowerThing[];
  readonly fedBy: readonly string[];
  readonly energy: Energy;
  readonly readings: readonly PowerReading[];
}

/** `isOpen`: a switch has not chosen it. `isFuel`: it carries fuel. */
export interface DiagramLine {
  readonly source: string;
  readonly target: string;
  readonly energy: Energy;
  readonly isOpen: boolean;
  readonly isFuel: boolean;
}

/** What is drawn is told by `boxes` and `lines` too: a list of them says the same. Sources come first. */
export interface OneLine {
  readonly boxes: readonly DiagramBox[];
  readonly lines: readonly DiagramLine[];
}

/** What is shown of each kind, the most telling first. */
const telling: Partial<Record<PowerThing['kind'], readonly string[]>> = {
  mains: ['mains-voltage', 'voltage', 'mains-frequency'],
  switchgear: ['voltage', 'power'],
  ats: ['ats-position', 'mains-voltage', 'power'],
  genset: ['engine-state', 'genset-mode', 'generator-power', 'generator-voltage', 'fuel-level'],
  'fuel-tank': ['fuel-level'],
  ups: ['ups-state', 'ups-load', 'battery-runtime', 'battery-charge'],
  pdu: ['voltage', 'power', 'current'],
  load: ['power', 'current'],
};

/** From so many on, things alike are one box. */
const MANY = 4;

/** The power path as boxes and lines. Things that are joined to nothing are left out. */
export function oneLine(things: readonly PowerThing[]): OneLine {
  const energy = energised(things);
  const feeding = new Set(things.flatMap(({ fedBy }) => fedBy));
  const joined = things.filter(({ id, fedBy }) => fedBy.length > 0 || feeding.has(id));
  const alike = new Map<string, PowerThing[]>();
  for (const thing of joined) {
    const key = feeding.has(thing.id) ? thing.id : `${thing.kind} ${thing.fedBy.toSorted().join(' ')}`;
    alike.set(key, [...(alike.get(key) ?? []), thing]);
  }
  const boxes = [...alike].flatMap(([key, members]) =>
    members.length >= MANY ? [boxOf(key, members, energy)] : members.map((one) => boxOf(one.id, [one], energy)),
  );
  const kinds = new Map(things.map(({ id, kind }) => [id, kind]));
  const known = new Set(boxes.map(({ id }) => id));
  const lines = boxes.flatMap(({ id, fedBy }) =>
    fedBy
      .filter((source) => known.has(source))
      .map((source) => ({
        ...{ source, target: id, energy: energy.of.get(source) ?? ('unknown' as const) },
        isOpen: energy.open.get(id)?.includes(source) ?? false,
        isFuel: kinds.get(source) === 'fuel-tank',
      })),
  );
  return { boxes, lines };
}

const gravest: readonly Energy[] = ['dead', 'unknown', 'live'];

function boxOf(id: string, members: readonly PowerThing[], { of }: Energised): DiagramBox {
  const [first] = members;
  const energies = members.map((member) => of.get(member.id) ?? 'unknown');
  const shown = (first && telling[first.kind]) ?? [];
  return {
    id,
    kind: first?.kind ?? 'other',
    members,
    fedBy: first?.fedBy ?? [],
    energy: gravest.find((one) => energies.includes(one)) ?? 'unknown',
    readings:
      members.length > 1 ? [] : shown.flatMap((quantity) => first?.readings.find((one) => one.quantity === quantity) ?? []),
  };
}

/** Where the boxes and lines stand. Depends on what is joined only, so that it is made again when somebody changed that. */
export const layoutOf = ({ boxes }: Pick<OneLine, 'boxes'>): OneLineLayout => layoutOneLine(boxes);
