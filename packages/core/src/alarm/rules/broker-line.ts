import { standingRule } from './standing.ts';

/** Nothing arrives over the line to the broker: we lost it, or all that should speak over it are silent. What hangs on it stands under this alarm. */
export const brokerLine = standingRule({
  id: 'broker-line',
  name: { en: 'Broker line lost', nl: 'Brokerlijn weg' },
  direction: 'line-lost',
});
