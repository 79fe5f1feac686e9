import { type Instant, ok, type Result, refuse, type Words } from '@wachter/core';
import type {
  Channel,
  ChannelAudience,
  ChannelEdge,
  ChannelRefusal,
  Notice,
  Rendered,
  Sent,
} from '@wachter/services/ports/channel';
import { z } from 'zod';
import { isSecretField } from './field.ts';

const longestSendMs = 10_000;

/** The world as one send sees it: `signal` ends at the caller's wish or when the time is up. */
export interface Sending {
  readonly signal: AbortSignal;
  readonly now: () => Instant;
  readonly resolve: (host: string) => Promise<readonly string[]>;
}

export interface TypedOrder<Config, Address> {
  readonly config: Config;
  readonly address: Address;
  readonly notice: Notice;
  readonly rendered: Rendered;
  readonly deliveryId: string;
}

/** A channel as its file writes it, with the types of its own configuration and addresses. */
export interface ChannelDefinition<Config extends z.ZodObject, Address extends z.ZodObject> {
  readonly id: string;
  readonly name: Words;
  readonly audience: ChannelAudience;
  readonly config: Config;
  readonly address: Address;
  readonly addressOf?: (person: { readonly email: string }) => z.input<Address>;
  readonly made?: NonNullable<Channel['made']>;
  readonly render: (notice: Notice) => Rendered;
  readonly send: (
    order: TypedOrder<z.output<Config>, z.output<Address>>,
    sending: Sending,
  ) => Promise<Result<Sent, ChannelRefusal>>;
}

/** A channel for the catalogue: it reads configuration and address by their schemas and keeps every send within its time. */
export function defineChannel<Config extends z.ZodObject, Address extends z.ZodObject>(
  definition: ChannelDefinition<Config, Address>,
): Channel {
  const { id, name, audience, config, address, render } = definition;
  return {
    id,
    name,
    audience,
    config,
    address,
    render,
    ...(definition.made ? { made: definition.made } : {}),
    secretFields: Object.keys(config.shape).filter((field) => isSecretField(config.shape[field])),
    addressOf: definition.addressOf ?? (() => (Object.keys(address.shape).length === 0 ? {} : null)),
    send: async (order, edge) => {
      const settings = config.safeParse(order.config);
      if (!settings.success) return refuse(misconfigured('configuration', settings.error));
      const where = address.safeParse(order.address);
      if (!where.success) return refuse(misconfigured('address', where.error));
      const { notice, deliveryId } = order;
      const typed = { config: settings.data, address: where.data, notice, deliveryId, rendered: render(notice) };
      return withinTime(edge, (sending) => definition.send(typed, sending));
    },
  };
}

/** Names the fields and never what was in them: it may be a secret. */
const misconfigured = (what: string, error: z.ZodError): ChannelRefusal => ({
  kind: 'misconfigured',
  retryable: false,
  detail: `${what}: ${[...new Set(error.issues.map(({ path }) => path.join('.') || 'as a whole'))].join(', ')}`,
});

async function withinTime(
  edge: ChannelEdge,
  send: (sending: Sending) => Promise<Result<Sent, ChannelRefusal>>,
): Promise<Result<Sent, ChannelRefusal>> {
  const timeout = AbortSignal.timeout(edge.timeoutMs ?? longestSendMs);
  const signal = edge.signal ? AbortSignal.any([edge.signal, timeout]) : timeout;
  const ended = (): ChannelRefusal =>
    edge.signal?.aborted
      ? { kind: 'aborted', retryable: true, detail: 'ended by us' }
      : { kind: 'timed-out', retryable: true, detail: 'no answer in time' };
  if (signal.aborted) return refuse(ended());
  const result = await send({ signal, now: edge.now, resolve: edge.resolve });
  return !result.ok && signal.aborted && result.error.kind === 'unreachable' ? refuse(ended()) : result;
}

/** A delivery that was taken; the number of the provider is cut to what fits in a record and stripped of what is not printable. */
export const sent = (providerId: string | null): Result<Sent, never> =>
  ok({ providerId: providerId?.replace(/[^\x20-\x7e]/g, '').slice(0, 200) || null });

export const noAddress = z.strictObject({});
