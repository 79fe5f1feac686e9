import type { Words } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import type { Alarm } from './alarm.ts';
import { NOTHING_WITHHELD, type WithholdingDecision } from './withholding.ts';

/** Why what hangs on a root is silent: a device does not answer, a feed gives no power, or nothing arrives over the line to the broker. */
export type RootKind = 'silent' | 'no-power' | 'line';

/** A device that does not answer, a feed without power or a line that carries nothing, with its open alarm. What hangs on it is silent for that reason. `endedAt`: it is back since then. */
export interface Root {
  readonly kind: RootKind;
  readonly alarmId: string;
  readonly ruleId: string;
  /** What it is found by: the scope key of the device, that of what the feed feeds, or that of the line. */
  readonly key: string;
  readonly name: string;
  readonly since: Instant;
  readonly endedAt: Instant | null;
}

/** What a rule hangs on, and whether it speaks of missing data. `settleMs`: how long its thing may take to speak once its root is back. */
export interface RootSubject {
  readonly ruleId: string;
  readonly keys: readonly string[];
  readonly isAboutData: boolean;
  readonly settleMs: number;
}

/**
 * Is the silence a rule speaks of explained by a device above it? Only alarms of missing data are suppressed: a limit that was broken before
 * the line fell silent is as dangerous as before. The outermost root explains. After its return the thing has `settleMs` to
 * speak, so that a gateway that comes back does not raise everything behind it for a moment.
 */
export function explainedBy(subject: RootSubject, roots: ReadonlyMap<string, Root>, now: Instant): WithholdingDecision {
  if (roots.size === 0 || !subject.isAboutData) return NOTHING_WITHHELD;
  let decision = NOTHING_WITHHELD;
  for (const key of subject.keys) {
    const root = roots.get(key);
    if (!root || root.ruleId === subject.ruleId) continue;
    if (root.endedAt !== null && now >= root.endedAt + subject.settleMs) continue;
    decision = {
      ...NOTHING_WITHHELD,
      kind: 'suppressed',
      by: root.alarmId,
      since: Math.max(root.since, 0),
      reason: reasonOf(root),
    };
  }
  return decision;
}

/** All that speaks of missing data at a site hangs on its line. */
export const lineKey = (siteId: string): string => `line:${siteId}`;

function reasonOf({ kind, name }: Root): string {
  if (kind === 'line') return 'nothing arrives over the broker line';
  return `${name} ${kind === 'silent' ? 'does not answer' : 'has no power'}`;
}

/** Roots after a tick: those that hold now, and those that ended within `keepMs`, by their key. */
export function rootsAfter(
  before: ReadonlyMap<string, Root>,
  silent: readonly Omit<Root, 'endedAt'>[],
  how: { readonly now: Instant; readonly keepMs: number },
): ReadonlyMap<string, Root> {
  if (before.size === 0 && silent.length === 0) return before;
  const after = new Map<string, Root>();
  for (const [key, root] of before) {
    const endedAt = root.endedAt ?? how.now;
    if (how.now < endedAt + how.keepMs) after.set(key, { ...root, endedAt });
  }
  for (const root of silent) after.set(root.key, { ...root, endedAt: null });
  return after;
}

/** Why the alarms under a root are quiet: "Silent because gw-1 does not answer, which carries 14 devices, 3 points". */
export function pathOf(
  root: { readonly name: string; readonly kind: RootKind },
  under: readonly Pick<Alarm, 'deviceId' | 'pointId'>[],
): Words {
  const points = new Set(under.flatMap(({ pointId }) => pointId ?? [])).size;
  const devices = new Set(under.flatMap(({ pointId, deviceId }) => (pointId === null && deviceId !== null ? deviceId : []))).size;
  const counted = (count: number, one: string, many: string) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]);
  const en = [...counted(devices, 'device', 'devices'), ...counted(points, 'point', 'points')].join(', ');
  const nl = [...counted(devices, 'apparaat', 'apparaten'), ...counted(points, 'meetpunt', 'meetpunten')].join(', ');
  if (root.kind === 'line') {
    return {
      en: `Silent because nothing arrives over the broker line, which carries ${en || 'nothing'}`,
      nl: `Stil omdat er niets binnenkomt over de brokerlijn; daarover komen: ${nl || 'niets'}`,
    };
  }
  return root.kind === 'silent'
    ? {
        en: `Silent because ${root.name} does not answer, which carries ${en || 'nothing'}`,
        nl: `Stil omdat ${root.name} niet antwoordt; daarachter: ${nl || 'niets'}`,
      }
    : {
        en: `Silent because ${root.name} has no power, which feeds ${en || 'nothing'}`,
        nl: `Stil omdat ${root.name} geen spanning heeft; daaraan hangt: ${nl || 'niets'}`,
      };
}

/** Alarms of one incident as they belong: what is not withheld under another first, then the first to happen, then by id. */
export const inOrderOfCause = (alarms: readonly Alarm[]): readonly Alarm[] => {
  const ids = new Set(alarms.map(({ id }) => id));
  const isUnder = ({ withheldBy }: Alarm) => Number(withheldBy !== null && ids.has(withheldBy));
  return alarms.toSorted((a, b) => isUnder(a) - isUnder(b) || a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1));
};
