import { standingRule } from './standing.ts';

/** A way to tell people does not deliver: the next alarm may reach nobody. Ends with the next message that goes through. */
export const notificationPath = standingRule({
  id: 'notification-path',
  name: { en: 'Messages cannot be delivered', nl: 'Berichten komen niet aan' },
  direction: 'undelivered',
});
