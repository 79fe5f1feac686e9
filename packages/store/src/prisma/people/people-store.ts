import type { PeopleStore } from '@wachter/services';
import { auditTrail } from '../audit/audit.ts';
import type { Orm } from '../connect/prisma-client.ts';
import { accounts } from './accounts.ts';
import { displays } from './displays.ts';
import { tokens } from './tokens.ts';

export const peopleStore = (orm: Orm): PeopleStore => ({
  ...accounts(orm),
  ...displays(orm),
  ...tokens(orm),
  auditTrail: auditTrail(orm),
});
