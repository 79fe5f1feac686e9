import type { Quantity } from '@wachter/core';
import { quantities } from '@wachter/core/quantity/index';
import { once } from '../once.ts';

/** The catalogue as screens need it: without default rules and wire spellings. Not secret: no right is needed. */
export const shownQuantities = (): ReadonlyMap<string, Quantity> =>
  once(
    'shown-quantities',
    () =>
      new Map(
        quantities.map(
          ({ id, family, name, unit, kind, states, plausible, precision, deadband, intervalSeconds, staleSeconds, headline }) => [
            id,
            {
              id,
              family,
              name,
              unit,
              kind,
              plausible,
              precision,
              deadband,
              intervalSeconds,
              staleSeconds,
              defaults: [],
              ...(states ? { states: states.map((state) => ({ code: state.code, id: state.id, name: state.name })) } : {}),
              ...(headline === undefined ? {} : { headline }),
            },
          ],
        ),
      ),
  );
