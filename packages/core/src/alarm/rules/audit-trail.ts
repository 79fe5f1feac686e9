import { standingRule } from './standing.ts';

/** The record of who did what does not hold together any more: somebody changed it past the product. Ends when it is whole again. */
export const auditTrail = standingRule({
  id: 'audit-trail',
  name: { en: 'The audit trail was changed', nl: 'Het auditspoor is gewijzigd' },
  direction: 'altered',
});
