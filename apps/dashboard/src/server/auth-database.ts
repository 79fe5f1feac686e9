import { openPool } from '@wachter/store/prisma/connect/open-pool';
import { type Orm, openOrm } from '@wachter/store/prisma/connect/prisma-client';
import { once } from './once.ts';
import { storeOptions } from './store.ts';

export type AuthDatabase = Orm;

/** Users and sessions through the ORM, on a small pool of its own: a flood of sign-ins cannot take the connections of the screens. */
export const authDatabase = (): AuthDatabase =>
  once('auth-database', () => openOrm(openPool({ ...storeOptions(), poolSize: 4 })));
