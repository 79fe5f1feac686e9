import { type Instant, type Message, planReminders, planRound, type RoundPlan } from '@wachter/core';
import { FencedOutError } from '@wachter/services';
import { loadTellingSetup, type TellingSetup, tellingAt } from '@wachter/services/oncall/who-is-told';
import type { NotifyView } from '@wachter/services/ports/notify-store';
import type { Logger } from '../log.ts';
import { attempt, type DeliverySettings, type Outcome, type RoundKnowledge } from './deliver.ts';
import { type Standing, standingOf } from './standing.ts';

/** Places where a process may die; tests stop there. */
export type NotifyBoundary = 'looked' | 'owed' | 'taken' | 'sent' | 'recorded';

export interface NotifierSettings extends DeliverySettings {
  readonly log: Logger;
  readonly crossing?: (boundary: NotifyBoundary) => void | Promise<void>;
}

export interface Notifier {
  /** Compares what is with what was told, and sends what is due. Calls while a round runs do nothing; sending goes on between rounds. */
  readonly round: (fence: bigint) => Promise<void>;
  /** Whether people can be told at all, as of the last round; null before the first. */
  readonly standing: () => Standing | null;
  /** Ends once nothing is being sent any more. */
  readonly settle: () => Promise<void>;
}

const roundEveryMs = 1_000;
const inFlightAtMost = 16;
/** Longer than any send: channels end at 10 s. */
const claimMs = 60_000;

/** Tells people. All that it must remember is in storage: after a death it goes on where it was, at worst saying a thing again under the same id. */
export function createNotifier(settings: NotifierSettings): Notifier {
  const { store, log, now } = settings;
  const inFlight = new Set<Promise<void>>();
  const state = { isRunning: false, nextAt: 0 as Instant, standing: null as Standing | null };
  const cross = async (boundary: NotifyBoundary) => settings.crossing?.(boundary);

  const deliver = async (known: RoundKnowledge, message: Message) => {
    const outcome = await attempt(settings, known, message);
    await cross('sent');
    noteOutcome(message, outcome, known.setup);
    await store.notify.record(message, outcome.delivery, outcome.instead);
    await cross('recorded');
  };

  const noteOutcome = (message: Message, { delivery }: Outcome, setup: TellingSetup) => {
    if (delivery.kind === 'sent') return;
    const channel = setup.channels.find(({ id }) => id === message.notices[0]?.channelId)?.name ?? 'a channel that is gone';
    log.warn({ channel, error: delivery.error, notices: message.notices.length }, 'people were not told by this channel');
  };

  const launch = (known: RoundKnowledge, message: Message) => {
    const work = deliver(known, message)
      .catch((error: unknown) => log.error({ error: String(error) }, 'a message could not be handled; it is tried again'))
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  };

  const run = async (fence: bigint) => {
    const setup = await loadTellingSetup(store);
    const known: RoundKnowledge = { setup, telling: tellingAt(setup, settings.catalogue, now()) };
    const view = await store.notify.view();
    state.standing = standingOf(known, await store.notify.channelHealth(), now());
    await cross('looked');
    const plan = planOf(view, known, { now: now(), newId: settings.newId });
    if (hasWork(plan)) await store.notify.commitRound(fence, plan);
    await cross('owed');
    const atMost = inFlightAtMost - inFlight.size;
    if (atMost <= 0) return;
    const messages = await store.notify.claim(fence, { now: now(), forMs: claimMs, atMost });
    await cross('taken');
    for (const message of messages) launch(known, message);
  };

  return {
    round: async (fence) => {
      if (state.isRunning || now() < state.nextAt) return;
      state.isRunning = true;
      state.nextAt = now() + roundEveryMs;
      try {
        await run(fence);
      } catch (error) {
        if (!(error instanceof FencedOutError))
          log.error({ error: String(error) }, 'a round of telling failed; the next follows');
      } finally {
        state.isRunning = false;
      }
    },
    standing: () => state.standing,
    settle: async () => {
      await Promise.all(inFlight);
    },
  };
}

const hasWork = ({ escalations, notices, overtaken, reminded = [] }: RoundPlan): boolean =>
  escalations.length + notices.length + overtaken.length + reminded.length > 0;

const nothing: RoundPlan = { escalations: [], notices: [], overtaken: [] };

/** Without a channel nobody can be told, and nothing is begun; what was begun is brought to its end. */
function planOf(
  { alarms, escalations, notices, floods, shelvings }: NotifyView,
  { setup, telling }: RoundKnowledge,
  { now, newId }: { readonly now: Instant; readonly newId: () => string },
): RoundPlan {
  const enabled = setup.channels.filter(({ isEnabled }) => isEnabled);
  if (enabled.length === 0 && escalations.length === 0) return nothing;
  const tellsSince = enabled.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...enabled.map(({ createdAt }) => createdAt));
  const named = new Set(escalations.map(({ alarmId }) => alarmId));
  const told = enabled.length === 0 ? alarms.filter(({ id }) => named.has(id)) : alarms;
  const plan = planRound({ now, alarms: told, escalations, notices, floods: new Set(floods), tellsSince, newId, ...telling });
  const reminders = planReminders({ now, shelvings, routesOf: telling.routesOf, newId });
  return { ...plan, notices: [...plan.notices, ...reminders.notices], reminded: reminders.reminded };
}
