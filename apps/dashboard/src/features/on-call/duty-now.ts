import type { OnCall, RotaOnDuty } from './view.ts';

export const isReachable = ({ people }: Pick<OnCall, 'people'>, id: string | null): boolean =>
  people.some((person) => person.id === id && person.isReachable);

/** What holds for a rota now, and until when; null when it holds for all of the days looked at, which are cut where they end. */
export interface DutyNow {
  readonly situation: 'onDuty' | 'nobody' | 'unreachable';
  readonly until: number | null;
}

export function dutyNow({ now, duties }: Pick<RotaOnDuty, 'now' | 'duties'>, onCall: Pick<OnCall, 'people'>): DutyNow {
  const { person } = now;
  const situation = person === null ? 'nobody' : isReachable(onCall, person) ? 'onDuty' : 'unreachable';
  const next = duties.find((duty, index) => index > 0 && duty.person !== person);
  return { situation, until: next?.from ?? null };
}
